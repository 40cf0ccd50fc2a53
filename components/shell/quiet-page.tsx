import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { Mark } from './mark'
import { parseTheme, themeCookie } from './theme'
import { ThemeSwitch } from './theme-switch'

/** A page with one thing to do: the mark, a card, and nothing that distracts. */
export async function QuietPage({ children }: { children: ReactNode }) {
  const jar = await cookies()
  return (
    <div className="quiet">
      <header>
        <a href="/" className="quiet__brand" aria-label={words('shell.quietPage.musterStartPage')}>
          <Mark />
          {words('shell.quietPage.muster')}
        </a>
      </header>
      <main id="content" className="quiet__card">
        {children}
      </main>
      <footer className="quiet__foot">
        <ThemeSwitch theme={parseTheme(jar.get(themeCookie)?.value)} />
      </footer>
    </div>
  )
}
