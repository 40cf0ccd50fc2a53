import { columns } from './columns'
import { common, EVERYTHING, has, type Mask, NOTHING, union } from './masks'
import type { Permission, Role, TeamPermission } from './rules'
import type { Scope } from './scope-table'

type Grant = { since: Date; until: Date | null }
type Team = { id: string; handle: string; name: string }

/**
 * All that a decision needs to know. Only what is live now: rows that ended or expired are left out by whoever loads it.
 */
export type Facts = {
  actor: { userId: string | null }
  /** The account asked about; `isOwn` where it is the actor's personal one. */
  account: { id: string; kind: 'user' | 'organization'; isOwn: boolean }
  membership: (Grant & { role: Role }) | null
  /** The restricted teams of the account that the actor is in. */
  restrictedTeams: readonly Team[]
  /** The app asked about; `ownerId` is the id of the account that owns it. */
  app: { id: string; ownerId: string; visibility: 'private' | 'organization' | 'public' } | null
  /** What the actor's teams were given on this app. */
  teamGrants: readonly (Grant & { team: Team & { isRestricted: boolean }; gives: TeamPermission })[]
  /** The scopes that the actor was given on this app as a collaborator, and by whom. */
  scopeGrants: readonly (Grant & { scopes: readonly string[]; by: string | null })[]
  /** The token that asks for its owner, bound to one app or account, or to none; null for a signed-in person. */
  token: TokenFacts | null
}

export type TokenFacts = {
  scopes: readonly string[] | 'all'
  appId: string | null
  accountId: string | null
  /** The scopes that the operation wants, besides what each permission is carried by. */
  asks?: readonly Scope[]
  /** Why the account does not let it in: it is too old, waits for an Admin, or was refused. */
  barred?: 'age' | 'waiting' | 'refused' | null
}

/** One way by which an actor holds something: what would have to be ended to take it away. */
export type Way =
  | { by: 'owner' }
  | (Grant & { by: 'role'; role: Role })
  | (Grant & { by: 'team'; team: Facts['teamGrants'][number]['team']; gives: TeamPermission })
  | (Grant & { by: 'scope'; scopes: readonly string[]; giver: string | null })
  | { by: 'sight'; visibility: 'organization' | 'public' }

/** A way with what it gives, what the role's ceiling leaves of it, what restricted teams leave of that, and the token. */
export type Given = { way: Way; gives: Mask; underRole: Mask; underTeams: Mask; underToken: Mask }

/** What an actor may do, resolved once and asked as often as needed. */
export type Access = { facts: Facts; allowed: Mask; given: readonly Given[] }

/**
 * Computes once what these facts allow:
 * owning + everywhere + ((by team + by scope), for a member no further than the role) + by sight,
 * no further than restricted teams and the token. Pure; never throws.
 */
export function resolve(facts: Facts): Access {
  const ceiling = facts.membership ? columns.ceiling[facts.membership.role] : EVERYTHING
  const siloed = restriction(facts)
  const carried = tokenReach(facts)
  const given = [
    ...owning(facts),
    ...everywhere(facts),
    ...byTeam(facts),
    ...byScope(facts),
    ...bySight(facts),
  ].map(({ way, gives }): Given => {
    const underRole = way.by === 'team' || way.by === 'scope' ? common(gives, ceiling) : gives
    const underTeams = common(underRole, siloed)
    return { way, gives, underRole, underTeams, underToken: common(underTeams, carried) }
  })
  return { facts, given, allowed: given.reduce((all, { underToken }) => union(all, underToken), NOTHING) }
}

/** Whether the actor may do it: a bit test. */
export function can(access: Access, permission: Permission): boolean {
  return has(access.allowed, permission)
}

/** Whether they might, were it not for the token that asks for them. */
export function mightThemselves(access: Access, permission: Permission): boolean {
  return access.given.some(({ underTeams }) => has(underTeams, permission))
}

/** The scopes that a token counts with: of a collaborator, none that the app's owner did not give them. */
export function scopesHeld({
  token,
  app,
  account,
  membership,
  scopeGrants,
}: Facts): readonly string[] | 'all' {
  if (!token) return 'all'
  if (!app || membership || account.isOwn || scopeGrants.length === 0) return token.scopes
  const given = scopeGrants.flatMap(({ scopes }) => scopes)
  return given.filter(
    (scope) => token.scopes === 'all' || [scope, 'All'].some((s) => token.scopes.includes(s)),
  )
}

type Source = { way: Way; gives: Mask }

function owning(facts: Facts): Source[] {
  if (facts.account.kind !== 'user' || !facts.account.isOwn || facts.actor.userId === null) return []
  const gives = appOf(facts) ? union(columns.own, columns.app) : columns.own
  return [{ way: { by: 'owner' }, gives }]
}

function everywhere(facts: Facts): Source[] {
  const { membership } = facts
  if (!membership || facts.account.kind !== 'organization') return []
  const { role, since, until } = membership
  const inApp = appOf(facts) ? columns.everywhere[role] : NOTHING
  return [{ way: { by: 'role', role, since, until }, gives: union(columns.organization[role], inApp) }]
}

/** Teams are made of members: without a membership they give nothing. */
function byTeam(facts: Facts): Source[] {
  if (!appOf(facts) || !facts.membership) return []
  return facts.teamGrants.map(({ team, gives, since, until }) => ({
    way: { by: 'team', team, gives, since, until },
    gives: columns.team[gives],
  }))
}

function byScope(facts: Facts): Source[] {
  if (!appOf(facts) || facts.actor.userId === null) return []
  return facts.scopeGrants.map(({ scopes, since, until, by }) => ({
    way: { by: 'scope', scopes, since, until, giver: by },
    gives: common(columns.carriedBy(scopes), columns.app),
  }))
}

function bySight(facts: Facts): Source[] {
  const app = appOf(facts)
  if (!app || app.visibility === 'private') return []
  const reachesAll = facts.membership && columns.reachesAllApps(facts.membership.role)
  if (app.visibility === 'organization' && !reachesAll) return []
  return [{ way: { by: 'sight', visibility: app.visibility }, gives: columns.sight }]
}

/** An app of another account is no app here. */
function appOf(facts: Facts): Facts['app'] {
  return facts.app?.ownerId === facts.account.id ? facts.app : null
}

function restriction(facts: Facts): Mask {
  if (facts.restrictedTeams.length === 0 || facts.membership?.role === 'admin') return EVERYTHING
  const restricted = new Set(facts.restrictedTeams.map((team) => team.id))
  const isTheirs = byTeam(facts).some(({ way }) => way.by === 'team' && restricted.has(way.team.id))
  return isTheirs ? union(columns.app, columns.siloed) : columns.siloed
}

function tokenReach(facts: Facts): Mask {
  const { token } = facts
  if (!token) return EVERYTHING
  if (token.barred) return NOTHING
  if (token.accountId !== null && token.accountId !== facts.account.id) return NOTHING
  if (token.appId !== null && token.appId !== appOf(facts)?.id) return NOTHING
  const carried =
    token.scopes === 'all' || token.scopes.includes('All') ? EVERYTHING : columns.carriedBy(token.scopes)
  return token.appId === null ? carried : common(carried, columns.app)
}
