import type { Bell } from '@/lib/bell/read'

export type { Bell }

const NAME = 'muster:bell'

/** Tells everything on the page what the bell shows now. */
export function showBell(bell: Bell): void {
  window.dispatchEvent(new CustomEvent(NAME, { detail: bell }))
}

/** Calls `listener` whenever the bell changes, until the function that it gives is called. */
export function onBell(listener: (bell: Bell) => void): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<Bell>).detail) // `showBell` alone sends these
  window.addEventListener(NAME, hear)
  return () => window.removeEventListener(NAME, hear)
}
