import { words } from '@/messages/words'
import { Monitor, Moon, Sun } from '../ui/icons'
import type { Theme } from './theme'
import { setTheme } from './theme-action'

const choices = [
  { theme: 'system', icon: Monitor },
  { theme: 'light', icon: Sun },
  { theme: 'dark', icon: Moon },
] as const

/** Light, dark or as the system says: a plain form, so it also works without JavaScript. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  return (
    <form action={setTheme} className="theme-switch" aria-label={words('shell.themeSwitch.theme')}>
      {choices.map(({ theme: value, icon: Icon }) => (
        <button key={value} type="submit" name="theme" value={value} aria-pressed={theme === value}>
          <Icon aria-hidden="true" />
          {words(`shell.themeSwitch.${value}`)}
        </button>
      ))}
    </form>
  )
}
