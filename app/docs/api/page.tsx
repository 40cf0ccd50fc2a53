import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { ApiReference } from '@/components/api-reference/api-reference'
import { Mark } from '@/components/shell/mark'
import { parseTheme, themeCookie } from '@/components/shell/theme'
import { ThemeSwitch } from '@/components/shell/theme-switch'
import { env } from '@/lib/env'
import { openApi } from '@/lib/rest/openapi'
import { reference } from '@/lib/rest/reference'
import { words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({ title: words('apiReference.title') })

/** For everybody: it says nothing about anybody. */
export default async function ApiReferencePage() {
  const jar = await cookies()
  const origin = env.APP_URL
  return (
    <>
      <header className="reference-frame">
        <a href="/" className="quiet__brand" aria-label={words('shell.quietPage.musterStartPage')}>
          <Mark />
          {words('shell.quietPage.muster')}
        </a>
        <ThemeSwitch theme={parseTheme(jar.get(themeCookie)?.value)} />
      </header>
      <ApiReference groups={reference(openApi(origin), origin)} origin={origin} />
    </>
  )
}
