import type { Role, TeamPermission } from '@/lib/permissions/roles'
import { oracle } from './read'

/**
 * What the documents' tables say of a person, worked out from the files beside this one alone: a second opinion, for tests that must not
 * ask the code whether the code is right. The rules between the tables (what a ceiling is, what a restricted team takes away) are
 * DESIGN's, said here in the plainest way.
 */
export type Kind = { role: Role; team: TeamPermission | null; isRestricted: boolean }

/** Of the organization, of the app that the person's team was given, or of one that it was not. */
export type Place = 'organization' | 'given' | 'other'

const ROLES = [
  'admin',
  'organization_contributor',
  'team_contributor',
  'organization_user',
  'financial_manager',
  'infrastructure_manager',
] as const satisfies readonly Role[]
const TEAMS = ['full_access', 'model_trainer', 'labeler_lead', 'labeler_worker'] as const

/** Every role with no team, with each team permission, and with each of a restricted team. */
export const KINDS: readonly Kind[] = ROLES.flatMap((role) => [
  { role, team: null, isRestricted: false },
  ...[false, true].flatMap((isRestricted) => TEAMS.map((team) => ({ role, team, isRestricted }))),
])

export const nameOf = ({ role, team, isRestricted }: Kind): string =>
  [role, isRestricted ? 'restricted' : null, team ?? 'no team'].filter(Boolean).join(', ')

const byKey = (rows: Record<string, string>[], column = 'key') =>
  new Map(rows.map((row) => [row[column] ?? '', row]))
const roleTables = [byKey(oracle('role-matrix.csv')), byKey(oracle('own-permissions.csv'))]
const teamTables = [byKey(oracle('crosswalk.csv'), 'role_matrix_key'), byKey(oracle('team-permissions.csv'))]

/** Roles that reach every app. The two managers reach none, and a Team Contributor those of their teams. */
const REACH_ALL: readonly Role[] = ['admin', 'organization_contributor', 'organization_user']
const REACH_NONE: readonly Role[] = ['financial_manager', 'infrastructure_manager']
/** What is left of an organization to a member of a restricted team. */
const LEFT_TO_RESTRICTED = ['view_organization', 'leave_organization']
/** Rows of the team permissions that only look, for the roles' view-only one, of which they say nothing. */
const LOOKS = /^(view|read|access|monitor)_/

/** Whether the row `key` says yes to somebody of this kind. Throws where no table has such a row. */
export function says(key: string, kind: Kind, place: Place): boolean {
  const role = roleTables.map((table) => table.get(key)).find(Boolean)
  const team = teamTables.map((table) => table.get(key)).find(Boolean)
  if (!role && !team) throw new Error(`no table has the row ${key}`)
  const cell = role?.[kind.role] ?? null
  const isSiloed = kind.isRestricted && kind.role !== 'admin'
  if (place === 'organization') return cell === 'yes' && (!isSiloed || LEFT_TO_RESTRICTED.includes(key))
  if (REACH_NONE.includes(kind.role) || (isSiloed && place !== 'given')) return false
  const isCapped = cell === 'no' || (cell === null && kind.role === 'organization_user' && !LOOKS.test(key))
  if (isCapped) return false
  if (REACH_ALL.includes(kind.role)) return true
  if (place !== 'given' || kind.team === null) return false
  return cell === 'by_team_full_access' ? kind.team === 'full_access' : team?.[kind.team] === 'yes'
}

/** Whether somebody of this kind can open the app at all. */
export const reaches = (kind: Kind, app: 'given' | 'other'): boolean => says('view_sidebar_items', kind, app)
