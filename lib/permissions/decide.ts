import { type Access, can, type Facts, type Given, resolve } from './access'
import { columns } from './columns'
import type { Capped, Change, Decision } from './decision'
import { explain } from './explain'
import { has, isWithin, type Mask, size, union } from './masks'
import {
  type Permission,
  ROLES,
  type Role,
  type Rule,
  rules,
  TEAM_PERMISSIONS,
  type TeamPermission,
} from './rules'

export { type Access, can, type Facts, mightThemselves, resolve, scopesHeld, type Way } from './access'
export type { Capped, Change, Decision } from './decision'
export { whoCanGive } from './explain'

/** Answers like `can`, from the same bits, and says why: to the one it is about, or, with their name as `who`, to others. Pure. */
export function decide(access: Access, permission: Permission, who?: string): Decision {
  const allowed = can(access, permission)
  const ways = access.given.filter((given) => has(given.underToken, permission)).map((given) => given.way)
  const capped = allowed ? null : cap(access, permission)
  const would = allowed ? [] : changes(access.facts, permission)
  const answer = { permission, allowed, ways, capped, would }
  return { ...answer, says: explain(access.facts, answer, who) }
}

/**
 * Whether the actor may make somebody a member with `role`: nobody gives a permission that they lack. That nobody
 * changes their own role is checked where roles are changed.
 */
export function mayGrantRole(access: Access, role: Role): boolean {
  const own = access.facts.membership?.role
  return own !== undefined && can(access, 'member.manage') && isWithin(most(role), most(own))
}

/** Whether the actor may give a team this permission on an app: nobody gives what they may not do everywhere themselves. */
export function mayGrantTeamPermission(access: Access, permission: TeamPermission): boolean {
  const own = access.facts.membership?.role
  return (
    own !== undefined &&
    can(access, 'team.addApps') &&
    isWithin(columns.team[permission], columns.everywhere[own])
  )
}

const TEAMS = weakestFirst(
  TEAM_PERMISSIONS.map((team) => team.key),
  (team) => columns.team[team],
)
const ROLE_KEYS = weakestFirst(
  ROLES.map((role) => role.key),
  most,
)

function most(role: Role): Mask {
  return union(columns.organization[role], columns.ceiling[role])
}

/** The last thing that stood between the actor and the permission: of several ways, the one that came furthest. */
function cap({ facts, given }: Access, permission: Permission): Capped | null {
  const passes = (stage: (given: Given) => Mask) => given.some((one) => has(stage(one), permission))
  if (passes((one) => one.underTeams)) return { by: 'token', needs: tokenNeeds(facts, permission) }
  if (passes((one) => one.underRole)) return { by: 'restricted', teams: facts.restrictedTeams }
  if (facts.membership && passes((one) => one.gives)) return { by: 'role', role: facts.membership.role }
  return null
}

/** The scope that the token lacks, `elsewhere` where it is bound to another app or account, or why the account does not let it in. */
function tokenNeeds({ token }: Facts, permission: Permission): string {
  if (token?.barred) return token.barred
  const { scope }: Rule = rules[permission]
  const holds = token && (token.scopes === 'all' || [scope, 'All'].some((s) => s && token.scopes.includes(s)))
  return holds ? 'elsewhere' : (scope ?? 'All')
}

/** Tries each change on the facts and asks again, the smallest first. */
function changes(facts: Facts, permission: Permission): Change[] {
  if (facts.actor.userId === null) return []
  const rule: Rule = rules[permission]
  const allows = (change: Change) => can(resolve(after(facts, change)), permission)
  const teams: Change[] = TEAMS.filter((team) => rule.teams.includes(team)).map((to) => ({
    change: 'team',
    to,
  }))
  const scopes: Change[] = rule.scope === null ? [] : [{ change: 'scope', to: rule.scope }]
  const roles: Change[] = ROLE_KEYS.map((to) => ({ change: 'role', to }))
  const tokens: Change[] = facts.token ? [{ change: 'token', to: tokenNeeds(facts, permission) }] : []
  const kinds = facts.app ? [teams, scopes, roles, tokens] : [roles, tokens]
  return kinds.flatMap((kind) => kind.find(allows) ?? [])
}

/** What the facts would be. */
function after(facts: Facts, change: Change): Facts {
  const now = { since: new Date(0), until: null }
  const [siloed] = facts.restrictedTeams
  const team = { ...(siloed ?? { id: '', handle: '', name: '' }), isRestricted: siloed !== undefined }
  switch (change.change) {
    case 'role':
      return { ...facts, membership: { ...now, role: change.to } }
    case 'team':
      return { ...facts, teamGrants: [...facts.teamGrants, { ...now, team, gives: change.to }] }
    case 'scope':
      return { ...facts, scopeGrants: [...facts.scopeGrants, { ...now, scopes: [change.to], by: null }] }
    case 'token':
      return { ...facts, token: null }
  }
}

function weakestFirst<Key>(keys: readonly Key[], gives: (key: Key) => Mask): Key[] {
  return [...keys].sort((one, other) => size(gives(one)) - size(gives(other)))
}
