import type { Done } from '@/components/teams/team-views'

type Search = Record<string, string | string[] | undefined>

/** What was just done, as the address of a team's page says it after a form that needed no JavaScript. */
export function doneOf(search: Search): Done {
  const count = (value: Search[string]) =>
    typeof value === 'string' ? Number.parseInt(value, 10) || 0 : undefined
  return {
    welcome: search.welcome !== undefined,
    added: count(search.added),
    already: count(search.already),
    gone: count(search.gone),
    removed: count(search.removed),
    change: typeof search.undo === 'string' ? search.undo : undefined,
  }
}
