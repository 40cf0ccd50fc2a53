import { columns } from './columns'
import { has, isWithin } from './masks'
import { type Permission, rules } from './rules'
import { type Scope, type ScopeInfo, scopeTable } from './scope-table'

export type { Scope } from './scope-table'

/** Every scope, in the order of the table. */
export const SCOPES = Object.keys(scopeTable) as readonly Scope[] // a record has no keys but its names
const info = (scope: Scope): ScopeInfo => scopeTable[scope]

/** Whether there is a scope of this name. */
export const isScope = (name: string): name is Scope => name in scopeTable

/** What a token may be given: everything that is exposed and still in use. */
export const TOKEN_SCOPES = SCOPES.filter((scope) => info(scope).isExposed && !info(scope).isDeprecated)

/** Resources that belong to an account, or to the clusters it runs: nobody shares them by sharing an app. */
const ACCOUNT_WIDE =
  /^(All|Keys|PasswordPolicies|LabelOrders|Runners|RunnerItems|Nodepools|ComputeClusters|Deployments|InstanceTypes|AuditLogs|LogEntries|Secrets|UserMetrics)(:|$)/

/** What a collaborator or an app key may be given: the scopes that concern one app. "Select All" means these, as they are today. */
export const APP_SCOPES = TOKEN_SCOPES.filter((scope) => !ACCOUNT_WIDE.test(scope))

export type BasicScope = {
  key: string
  /** What choosing it gives. */
  gives: readonly Scope[]
  /** What it cannot do without, which comes along. */
  brings: readonly Scope[]
}

/** The eleven of `reference/collaboration.md`; their sentences stand under `permissions.basicScopes`. */
// biome-ignore format: it is a table
export const BASIC_SCOPES: readonly BasicScope[] = [
  basic('Annotation', 'Annotations:Get Annotations:Add Annotations:Delete', 'Apps:Get Concepts:Get Inputs:Get Models:Get Workflows:Get'),
  basic('Collaborator', 'Collaborators:Get Collaborators:Add Collaborators:Delete', 'Apps:Get'),
  basic('Collector', 'Collectors:Get Collectors:Add Collectors:Delete Apps:Get', ''),
  basic('Concept', 'Concepts:Get Concepts:Add', 'Apps:Get'),
  basic('Input', 'Inputs:Get Inputs:Add Inputs:Delete', 'Annotations:Add Annotations:Delete Annotations:Get Apps:Get Concepts:Get Models:Get Predict Workflows:Get'),
  basic('Model', 'Models:Get Models:Add Models:Delete Models:Train', 'Annotations:Get Apps:Get Concepts:Get Inputs:Get Metrics:Add Metrics:Get Workflows:Get'),
  basic('Predict', 'Predict', 'Apps:Get Concepts:Get Models:Get Workflows:Get'),
  basic('Search', 'Search', 'Annotations:Get Apps:Get Concepts:Get Inputs:Get Models:Get Workflows:Get'),
  basic('Task', 'Tasks:Get Tasks:Add Tasks:Delete', 'Annotations:Add Annotations:Get Apps:Get Concepts:Get Inputs:Get Models:Get SavedSearch:Get Search Workflows:Get'),
  basic('Vocab', 'Concepts:Get Concepts:Add Apps:Get', ''),
  basic('Workflow', 'Workflows:Get Workflows:Add Workflows:Delete', 'Apps:Get Models:Get'),
]

function basic(key: string, gives: string, brings: string): BasicScope {
  return { key, gives: scopesIn(gives), brings: scopesIn(brings) }
}

function scopesIn(text: string): Scope[] {
  return text.split(' ').filter(isScope)
}

/** A scope as somebody wrote it: `Inputs:Add` or `Inputs_Add`, in any case. Null where there is none that may be asked for. */
export function readScope(text: string): Scope | null {
  return BY_SPELLING.get(text.trim().replace('_', ':').toLowerCase()) ?? null
}
const BY_SPELLING = new Map(
  SCOPES.filter((scope) => info(scope).isExposed).map((scope) => [scope.toLowerCase(), scope]),
)

/** These scopes with all that they need, each once, in the order of the table. */
export function withNeeds(scopes: readonly Scope[]): Scope[] {
  const all = new Set<string>()
  const add = (scope: string) => {
    if (all.has(scope)) return
    all.add(scope)
    for (const need of info(scope as Scope).needs) add(need) // scopes.test.ts: needs are scopes
  }
  for (const scope of scopes) add(scope)
  return SCOPES.filter((scope) => all.has(scope))
}

/** What of `wanted` is missing in `held`; `All` holds every one. */
export function missingScopes(wanted: readonly Scope[], held: readonly string[] | 'all'): Scope[] {
  if (held === 'all' || held.includes('All')) return []
  return wanted.filter((scope) => !held.includes(scope))
}

/** Scopes by the resource that they concern: `Inputs` with `Inputs:Add`, `Inputs:Get`, `Inputs:Delete`. */
export function groupedScopes(scopes: readonly Scope[]): { resource: string; scopes: Scope[] }[] {
  const groups = new Map<string, Scope[]>()
  for (const scope of scopes) {
    const resource = scope.split(':')[0] ?? scope
    groups.set(resource, [...(groups.get(resource) ?? []), scope])
  }
  return [...groups].map(([resource, members]) => ({ resource, scopes: members }))
}

/** What a scope lets one do: a scope carries permissions, and a permission names the scope that carries it. */
export function carriedPermissions(scope: Scope): Permission[] {
  const carried = columns.carriedBy([scope])
  return (Object.keys(rules) as Permission[]).filter((permission) => has(carried, permission))
}

/** Whether everything that `scopes` carry in an app is carried by `others` too. */
export const carriesNoMore = (scopes: readonly string[], others: readonly string[]): boolean =>
  isWithin(columns.carriedBy(scopes), columns.carriedBy(others))

/** Whether a scope concerns one app, also one that is offered no more and that old programs still name. */
export const isShareable = (scope: Scope): boolean => info(scope).isExposed && !ACCOUNT_WIDE.test(scope)
