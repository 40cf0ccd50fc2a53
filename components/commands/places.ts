import type { ActionLink, PlaceLink } from '../shell/contract'

/** Somewhere to go, or something to begin, as the command menu and the search page list it. */
export type Place = {
  id: string
  label: string
  /** What stands after the name: the account's role, or its ID. */
  hint?: string
  href: string
  kind: 'page' | 'account' | 'action'
  /** The name of the icon. */
  icon: PlaceLink['key'] | ActionLink['key'] | 'switch'
}

export type PlaceSources = {
  accounts: { id: string; handle: string; name: string; said: string; isCurrent: boolean }[]
  sections: PlaceLink[]
  menu: PlaceLink[]
  actions: ActionLink[]
}

/** Everywhere that the viewer can go from here: pages of the account, what they can begin, and their other accounts. */
export function placesOf({ accounts, sections, menu, actions }: PlaceSources): Place[] {
  const pages = [...new Map([...sections, ...menu].map((page) => [page.href, page])).values()]
  return [
    ...pages.map(({ key, label, href }): Place => ({ id: href, label, href, kind: 'page', icon: key })),
    ...actions.map(({ key, label, href }): Place => ({ id: key, label, href, kind: 'action', icon: key })),
    ...accounts
      .filter(({ isCurrent }) => !isCurrent)
      .map(
        ({ id, handle, name, said }): Place => ({
          id,
          label: name,
          hint: `${handle} · ${said}`,
          href: `/${handle}`,
          kind: 'account',
          icon: 'switch',
        }),
      ),
  ]
}

/** Those in whose name or hint every typed word stands, without regard to case and accents; those that begin with it first. */
export function matching(places: Place[], typed: string): Place[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  const found = places.filter((place) => {
    const text = plain(`${place.label} ${place.hint ?? ''}`)
    return wanted.every((word) => text.includes(word))
  })
  const begins = (place: Place) => plain(place.label).startsWith(wanted[0] ?? '')
  return [...found].sort((a, b) => Number(begins(b)) - Number(begins(a)))
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
