import type { Facts, Way } from './access'
import type { Permission, Role, TeamPermission } from './rules'

/** What took away what a way would have given. */
export type Capped =
  | { by: 'role'; role: Role }
  | { by: 'restricted'; teams: Facts['restrictedTeams'] }
  | { by: 'token'; needs: string }

/** One change that alone would allow it. */
export type Change =
  | { change: 'role'; to: Role }
  | { change: 'team'; to: TeamPermission }
  | { change: 'scope'; to: string }
  | { change: 'token'; to: string }

/**
 * The answer and its reason: the ways that give it now (each alone suffices, so ending access ends them all), or what
 * took it away, and which single changes would give it.
 */
export type Decision = {
  permission: Permission
  allowed: boolean
  ways: readonly Way[]
  capped: Capped | null
  would: readonly Change[]
  says: string
}
