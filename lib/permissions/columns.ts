import { common, type Mask, maskOf, NOTHING, union } from './masks'
import { PERMISSIONS, type Permission, ROLES, type Role, type Rule, rules, TEAM_PERMISSIONS } from './rules'

/** Roles that reach every app of the organization; of the others, a Team Contributor reaches those of their teams. */
const REACHING_ALL_APPS: readonly Role[] = ['admin', 'organization_contributor', 'organization_user']

/** What a public app shows to everybody: never inputs, annotations, tasks or people. */
const IN_SIGHT: readonly Permission[] = ['app.view', 'model.view', 'workflow.view']

/** What stays to a member of a restricted team besides the apps of that team: finding them, knowing where they are, and leaving. */
const SILOED: readonly Permission[] = ['organization.view', 'organization.leave', 'role.view', 'app.viewList']

const app = maskOf((rule) => rule.place === 'app' || rule.place === 'organization+app')
const allOrganization = maskOf((rule) => rule.place.startsWith('organization'))
const everyScope = maskOf((rule) => rule.scope !== null)
const scopes = new Map<string | null, Mask>(
  [...new Set(PERMISSIONS.map((permission) => rules[permission].scope))].map((scope) => [
    scope,
    maskOf((rule) => scope !== null && rule.scope === scope),
  ]),
)

/** The columns of the table as bits. */
export const columns = {
  /** What is asked of an app. */
  app,
  /** What owning an account gives, besides everything in its apps. */
  own: maskOf((rule) => rule.place.endsWith('own')),
  sight: only(IN_SIGHT),
  siloed: only(SILOED),
  /** What each role gives in the organization. */
  organization: perRole((role) => common(allOrganization, ofRole(role))),
  /** What each role gives in every app. */
  everywhere: perRole((role) => (reachesAllApps(role) ? common(app, ofRole(role)) : NOTHING)),
  /** The most that teams and scopes can give to a member of each role. */
  ceiling: perRole((role) => maskOf((rule) => rule.roles.includes(role) || rule.byTeam === role)),
  team: byKey(TEAM_PERMISSIONS, (team) => maskOf((rule) => rule.teams.includes(team))),
  carriedBy,
  reachesAllApps,
}

function reachesAllApps(role: Role): boolean {
  return REACHING_ALL_APPS.includes(role)
}

/** What these scopes carry. `All` stands for every scope; a row without a scope is carried by none of them. */
function carriedBy(names: readonly string[]): Mask {
  if (names.includes('All')) return everyScope
  return names.reduce((all, name) => union(all, scopes.get(name) ?? NOTHING), NOTHING)
}

function ofRole(role: Role): Mask {
  return maskOf((rule) => rule.roles.includes(role))
}

function only(permissions: readonly Permission[]): Mask {
  const chosen: readonly Rule[] = permissions.map((permission) => rules[permission])
  return maskOf((rule) => chosen.includes(rule))
}

function perRole(mask: (role: Role) => Mask): Record<Role, Mask> {
  return byKey(ROLES, mask)
}

function byKey<Key extends string>(
  list: readonly { key: Key }[],
  mask: (key: Key) => Mask,
): Record<Key, Mask> {
  // Record<Key, Mask>: the lists hold every key of their type once, which rules.test.ts checks
  return Object.fromEntries(list.map(({ key }) => [key, mask(key)])) as Record<Key, Mask>
}
