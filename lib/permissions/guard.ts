import 'server-only'
import { conflict, forbidden, lacksScopes, notFound } from '@/lib/errors'
import { words } from '@/messages/words'
import { type Access, can, decide, mightThemselves, scopesHeld } from './decide'
import type { Entered } from './facts'
import type { Permission } from './rules'
import { isScope, missingScopes } from './scopes'

/**
 * Lets nobody past who lacks `permission`. Throws `forbidden`, which says what is missing and who can give it; `not_found` where it is
 * about seeing an app at all. What somebody may and their token may not is always `forbidden`, and names every scope that is missing.
 */
export function guard(access: Access, permission: Permission): void {
  if (!can(access, permission) && !mightThemselves(access, permission))
    throw permission === 'app.view' ? notFound('app') : forbidden(decide(access, permission).says, permission)
  if (access.facts.token) guardToken(access, permission)
}

/**
 * The same for whatever is looked at. To a Team Contributor what is not theirs does not exist: throws `not_found`, and the refusal is
 * written down with the permission all the same. Why something is refused stands on their own page of the organization.
 */
export function guardSight(access: Access, permission: Permission): void {
  const isTheirs = can(access, permission) || mightThemselves(access, permission)
  if (!isTheirs && access.facts.membership?.role === 'team_contributor') throw notFound('page', permission)
  guard(access, permission)
}

function guardToken(access: Access, permission: Permission): void {
  const { token } = access.facts
  const missing = token?.barred ? [] : missingScopes(token?.asks ?? [], scopesHeld(access.facts))
  if (missing.length > 0) throw lacksScopes(missing, permission)
  if (can(access, permission)) return
  const { capped, says } = decide(access, permission)
  throw capped?.by === 'token' && isScope(capped.needs)
    ? lacksScopes([capped.needs], permission)
    : forbidden(says, permission)
}

/**
 * Whoever views an organization as one of its members changes nothing: the database refuses it as well. Throws `forbidden`; `conflict`
 * where the viewing has ended, by itself or in another tab, since what was asked for came from a page that somebody else would have seen.
 */
export function refuseViewer(
  { viewing, person }: Pick<Entered, 'viewing' | 'person'>,
  permission: Permission,
  shownTo?: string,
): void {
  if (viewing === 'over' || (shownTo !== undefined && shownTo !== person.id))
    throw conflict(words('errors.viewingOver'))
  if (viewing) throw forbidden(words('errors.viewing'), permission)
}
