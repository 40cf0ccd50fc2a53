import type { PlaceLink } from '../shell/contract'
import type { Place } from './places'

/**
 * The pages of the app that one is in, read off its sidebar (`AppNav` writes `data-place`): the frame of the account, which knows all
 * other places, does not know of apps.
 */
export function appPlaces(): Place[] {
  const nav = document.querySelector('.app-nav')
  return [...(nav?.querySelectorAll<HTMLAnchorElement>('a[data-place]') ?? [])].map((link) => ({
    id: link.pathname,
    label: link.textContent ?? '',
    hint: nav?.getAttribute('aria-label') ?? '',
    href: link.pathname,
    kind: 'page',
    icon: link.dataset.place as PlaceLink['key'], // written by the sidebar
  }))
}
