export const navCookie = 'app-nav'

/** Whether the sidebar of apps is folded; the cookie and the button say the same words. */
export const isFolded = (value: unknown) => value === 'folded'
