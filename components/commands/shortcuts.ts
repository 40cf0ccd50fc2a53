import type { ActionLink, PlaceLink } from '../shell/contract'

/** Pressed after G: where to. */
export const GO_KEYS: Partial<Record<PlaceLink['key'], string>> = {
  apps: 'p',
  starred: 't',
  overview: 'o',
  members: 'm',
  teams: 'r',
  notifications: 'n',
  security: 's',
  account: 'a',
  settings: 'e',
  audit: 'l',
}

/** Pressed alone: what to begin. */
export const ACTION_KEYS: Record<ActionLink['key'], string> = {
  invite: 'i',
  createTeam: 't',
  createApp: 'n',
  create: 'c',
}

/** What a key asks for; `prefix` when another key must follow. */
export type Asked =
  | { does: 'menu' | 'help' | 'search' | 'prefix' }
  | { does: 'go'; to: PlaceLink['key'] }
  | { does: 'act'; as: ActionLink['key'] }

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** What this key asks for, pressed after `g` or not; null for nothing of ours. Where somebody types, only Ctrl or Cmd K counts. */
export function askedBy(press: Press, isAfterG: boolean, isTyping: boolean): Asked | null {
  const key = press.key.toLowerCase()
  if ((press.ctrlKey || press.metaKey) && !press.altKey) return key === 'k' ? { does: 'menu' } : null
  if (isTyping || press.altKey) return null
  if (isAfterG) {
    const place = keyOf(GO_KEYS, key)
    return place ? { does: 'go', to: place } : null
  }
  if (key === '?') return { does: 'help' }
  if (key === '/') return { does: 'search' }
  if (key === 'g') return { does: 'prefix' }
  const action = keyOf(ACTION_KEYS, key)
  return action ? { does: 'act', as: action } : null
}

function keyOf<Name extends string>(keys: Partial<Record<Name, string>>, pressed: string): Name | undefined {
  // The names of a record of ours are the names of its type.
  return (Object.keys(keys) as Name[]).find((name) => keys[name] === pressed)
}

const SETTING = 'muster-single-keys'

/** Keys pressed alone can be switched off: who dictates or slips on the keyboard would set them off (WCAG 2.2, 2.1.4). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(SETTING) !== 'off'
  } catch {
    return true // a browser that keeps nothing
  }
}

export function switchSingleKeys(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(SETTING)
    else localStorage.setItem(SETTING, 'off')
  } catch {
    // A browser that keeps nothing keeps the keys on.
  }
}
