import { type Access, can } from '@/lib/permissions/access'
import { mayGiveScopes, mayGiveUntil } from '@/lib/permissions/giving'
import { isScope, withNeeds } from '@/lib/permissions/scopes'

/** What an app was offered with: scopes, and when the access ends; null for good. */
export type Terms = { scopes: readonly string[]; until: Date | null }

/** What of an offer its giver may still give, and for how long. A scope whose needs are no longer there is left out with them. */
export function stillGivable(
  offer: Terms,
  giver: Access,
): { scopes: string[]; leftOut: string[]; until: Date | null } {
  const theirs = can(giver, 'collaborator.add')
    ? offer.scopes.filter((scope) => mayGiveScopes(giver, [scope]))
    : []
  const isWhole = (scope: string) =>
    (isScope(scope) ? withNeeds([scope]) : []).every(
      (need) => theirs.includes(need) || !offer.scopes.includes(need),
    )
  const scopes = theirs.filter(isWhole)
  return {
    scopes,
    leftOut: offer.scopes.filter((scope) => !scopes.includes(scope)),
    until: earlier(offer.until, mayGiveUntil(giver)),
  }
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}
