import { type Access, scopesHeld } from './access'
import { columns } from './columns'
import { common, has, isWithin } from './masks'
import { APP_SCOPES, missingScopes, type Scope, withNeeds } from './scopes'

/**
 * Whether the actor may give somebody these scopes on the entered app, or change and remove who holds them: nobody gives what they lack.
 * Asked twice over: what the scopes carry, and, of collaborators and tokens, the names themselves.
 */
export function mayGiveScopes(access: Access, scopes: readonly string[]): boolean {
  const carried = common(columns.carriedBy(scopes), columns.app)
  return isWithin(carried, access.allowed) && lackedScopes(access, scopes).length === 0
}

/** The scopes among these that the actor lacks by name; the app's own people lack none, but for their token. */
export function lackedScopes({ facts, given }: Access, scopes: readonly string[]): string[] {
  const lacks = (held: readonly string[] | 'all') => missingScopes(scopes as readonly Scope[], held) // only compared
  const byToken = lacks(scopesHeld(facts))
  const own = sharesAsOwner({ given })
    ? []
    : scopes.filter((scope) => !facts.scopeGrants.some((grant) => holdsOne(grant.scopes, scope)))
  return [...new Set([...byToken, ...own])]
}

const holdsOne = (held: readonly string[], scope: string) => held.includes('All') || held.includes(scope)

/** What the actor may give of what an app has, in the order of the table. Each comes with what it needs, so one whose needs they lack is none. */
export const scopesToGive = (access: Access): Scope[] =>
  APP_SCOPES.filter((scope) => mayGiveScopes(access, [...withNeeds([scope]), 'Apps:Get']))

/** Until when the actor may give: as long as they stay themselves. Null where that does not end. */
export function mayGiveUntil({ facts, given }: Access): Date | null {
  if (sharesAsOwner({ given })) return null
  const ends = facts.scopeGrants.map(({ until }) => until)
  if (ends.length === 0 || ends.includes(null)) return null
  return new Date(Math.max(...ends.map(Number)))
}

/** Whether sharing comes from owning the app or from a role, and not from scopes that somebody gave. */
export const sharesAsOwner = ({ given }: Pick<Access, 'given'>): boolean =>
  given.some(({ way, underTeams }) => way.by !== 'scope' && has(underTeams, 'collaborator.add'))
