import { Monitor, Moon, Sun } from 'lucide-react'
import type { Theme } from './theme'
import { setTheme } from './theme-action'

const choices = [
  { theme: 'system', label: 'System', icon: Monitor },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
] as const

/** Light, dark or as the system says: a plain form, so it also works without JavaScript. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  return (
    <form action={setTheme} className="theme-switch" aria-label="Theme">
      {choices.map(({ theme: value, label, icon: Icon }) => (
        <button key={value} type="submit" name="theme" value={value} aria-pressed={theme === value}>
          <Icon aria-hidden="true" />
          {label}
        </button>
      ))}
    </form>
  )
}
