import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Language } from '@/components/shell/language'
import { PolicyNonce } from '@/components/shell/policy-nonce'
import { parseTheme, themeCookie } from '@/components/shell/theme'
import { Announcer } from '@/components/ui/announcer'
import { LinkNavigation } from '@/components/ui/link-navigation'
import { TimeZone } from '@/components/ui/time-zone'
import { ToastHost } from '@/components/ui/toast-host'
import { DEFAULT_LOCALE, reader } from '@/messages/reader'
import { words } from '@/messages/words'
import './globals.css'

const hanken = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-hanken',
  adjustFontFallback: 'Arial',
})

const hankenExtended = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-ext-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-hanken-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, U+2113',
    },
  ],
})

const jetbrains = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  variable: '--font-jetbrains',
  preload: false,
  adjustFontFallback: false,
})

export const generateMetadata = (): Metadata => ({
  title: { default: words('shell.layout.muster'), template: words('shell.layout.sMuster') },
  description: words('shell.rootLayout.description'),
  robots: { index: false, follow: false },
})

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8fafa' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1111' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const nonce = head.get('x-nonce')
  const { locale, timeZone } = reader()
  const page = (
    <>
      {children}
      <Announcer />
      <LinkNavigation />
      <TimeZone written={timeZone} />
      <ToastHost />
    </>
  )
  return (
    <html
      lang={locale}
      data-theme={parseTheme(jar.get(themeCookie)?.value)}
      className={`${hanken.variable} ${hankenExtended.variable} ${jetbrains.variable}`}
    >
      <head>{nonce ? <PolicyNonce nonce={nonce} /> : null}</head>
      <body>{locale === DEFAULT_LOCALE ? page : <Language locale={locale}>{page}</Language>}</body>
    </html>
  )
}
