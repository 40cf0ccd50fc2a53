export const themeCookie = 'theme'

export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** The theme that a cookie or a form names; anything unknown follows the system. */
export function parseTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}
