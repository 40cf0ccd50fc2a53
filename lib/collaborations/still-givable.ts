import { type Access, can, scopesHeld } from '@/lib/permissions/access'
import { columns } from '@/lib/permissions/columns'
import { common, has, isWithin } from '@/lib/permissions/masks'
import { isScope, missingScopes, type Scope, withNeeds } from '@/lib/permissions/scopes'

/** What an app was offered with: scopes, and when the access ends; null for good. */
export type Terms = { scopes: readonly string[]; until: Date | null }

/**
 * What of an offer its giver may still give: nobody gives a permission that they lack, and whoever shares an app as its collaborator gives no
 * scope beyond theirs and none for longer (reference/collaboration.md). A scope whose needs are no longer there is left out with them.
 */
export function stillGivable(
  offer: Terms,
  giver: Access,
): { scopes: string[]; leftOut: string[]; until: Date | null } {
  const theirs = can(giver, 'collaborator.add') ? offer.scopes.filter((scope) => mayGive(giver, scope)) : []
  const needsOf = (scope: string) => (isScope(scope) ? withNeeds([scope]) : [])
  const scopes = theirs.filter((scope) =>
    needsOf(scope).every((need) => theirs.includes(need) || !offer.scopes.includes(need)),
  )
  return {
    scopes,
    leftOut: offer.scopes.filter((scope) => !scopes.includes(scope)),
    until: isCollaborator(giver)
      ? earliest([offer.until, ...giver.facts.scopeGrants.map(({ until }) => until)])
      : offer.until,
  }
}

function mayGive(giver: Access, scope: string): boolean {
  const { scopeGrants } = giver.facts
  const held = isCollaborator(giver) ? scopeGrants.flatMap(({ scopes }) => scopes) : 'all'
  const wanted = [scope as Scope] // only compared
  return (
    missingScopes(wanted, held).length === 0 &&
    missingScopes(wanted, scopesHeld(giver.facts)).length === 0 &&
    isWithin(common(columns.carriedBy([scope]), columns.app), giver.allowed)
  )
}

/** Whether sharing comes from scopes that somebody gave, and not from owning the app or from a role. */
const isCollaborator = ({ given }: Access): boolean =>
  given.every(({ way, underToken }) => way.by === 'scope' || !has(underToken, 'collaborator.add'))

function earliest(moments: readonly (Date | null)[]): Date | null {
  const ends = moments.filter((moment) => moment !== null).map((moment) => moment.getTime())
  return ends.length > 0 ? new Date(Math.min(...ends)) : null
}
