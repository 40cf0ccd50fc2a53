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
import { type Access, can, scopesHeld } from './access'
import { columns } from './columns'
import { common, isWithin } from './masks'
import type { Scope } from './scope-table'
import { APP_SCOPES, missingScopes, withNeeds } from './scopes'

/** What of an app somebody may give to others, and until when at the latest: null for as long as they like. */
export type Givable = { scopes: readonly Scope[]; until: Date | null }

/**
 * What the actor may give collaborators of the app now: nobody gives a permission that they lack. Whoever adds collaborators by being one
 * gives no scope beyond theirs and none for longer (reference/collaboration.md), and a token none that it has not.
 */
export function givable(access: Access): Givable {
  if (!can(access, 'collaborator.add')) return { scopes: [], until: null }
  const ways = access.given.filter(({ underToken }) =>
    can({ ...access, allowed: underToken }, 'collaborator.add'),
  )
  const isCollaborator = ways.every(({ way }) => way.by === 'scope')
  const { scopeGrants } = access.facts
  const held = isCollaborator ? scopeGrants.flatMap(({ scopes }) => scopes) : 'all'
  const mayGive = (scope: Scope) =>
    missingScopes([scope], held).length === 0 &&
    missingScopes([scope], scopesHeld(access.facts)).length === 0 &&
    isWithin(common(columns.carriedBy([scope]), columns.app), access.allowed)
  return {
    scopes: APP_SCOPES.filter(mayGive),
    until: isCollaborator ? earliest(scopeGrants.map(({ until }) => until)) : null,
  }
}

/** What of an offer its giver may still give. A scope whose needs are no longer there is left out with them. */
export function stillGivable(
  offer: { scopes: readonly string[]; until: Date | null },
  giver: Givable,
): { scopes: string[]; leftOut: string[]; until: Date | null } {
  const theirs = new Set<string>(giver.scopes)
  const isWhole = (scope: string) =>
    theirs.has(scope) && withNeeds([scope as Scope]).every((need) => theirs.has(need)) // in `theirs`, so it is a scope
  const scopes = offer.scopes.filter(isWhole)
  return {
    scopes,
    leftOut: offer.scopes.filter((scope) => !scopes.includes(scope)),
    until: earliest([offer.until, giver.until]),
  }
}

function earliest(moments: readonly (Date | null)[]): Date | null {
  const ends = moments.filter((moment) => moment !== null).map((moment) => moment.getTime())
  return ends.length > 0 ? new Date(Math.min(...ends)) : null
}
