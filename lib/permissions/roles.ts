import { type Messages, words } from '@/messages/words'

/** The six roles, in the order of the documents (`reference/security.md`, `reference/members-and-teams.md`). */
export type Role =
  | 'admin'
  | 'organization_contributor'
  | 'team_contributor'
  | 'organization_user'
  | 'financial_manager'
  | 'infrastructure_manager'

/** What a team may do in one app (`reference/members-and-teams.md`), strongest first. */
export type TeamPermission = 'full_access' | 'model_trainer' | 'labeler_lead' | 'labeler_worker'

/** A role with the words that explain it wherever it is chosen or shown: in the language of whoever asks for them. */
export type RoleInfo = {
  readonly key: Role
  readonly letter: string
  readonly label: string
  /** Which apps they reach; null where that is not what the role is about. */
  readonly reach: string | null
  readonly description: string
}

export const ROLES: readonly RoleInfo[] = [
  role('admin', 'A', null),
  role('organization_contributor', 'C', 'all'),
  role('team_contributor', 'T', 'select'),
  role('organization_user', 'U', 'all'),
  role('financial_manager', 'F', null),
  role('infrastructure_manager', 'I', null),
]

function role(key: Role, letter: string, reach: 'all' | 'select' | null): RoleInfo {
  return {
    key,
    letter,
    get label() {
      return words(`permissions.roles.${key}.label`)
    },
    get reach() {
      return reach && words(`permissions.roles.reach.${reach}`)
    },
    get description() {
      return words(`permissions.roles.${key}.description`)
    },
  }
}

/** A team permission with the words of `reference/members-and-teams.md`. */
export type TeamPermissionInfo = {
  readonly key: TeamPermission
  readonly column: 'full' | 'trainer' | 'lead' | 'worker'
  readonly label: string
  readonly description: string
  readonly capabilities: readonly string[]
  readonly advice: string
}

type Capability = keyof Messages['permissions']['capabilities']

const LABELER_WORKER: Capability[] = [
  'accessAssignedLabelingTasks',
  'readConceptsWithinTasksInput',
  'writeAnnotationsTaskStatusUpdates',
  'evaluateAndAssessCompletedWork',
]

export const TEAM_PERMISSIONS: readonly TeamPermissionInfo[] = [
  team('full_access', 'full', ['accessToAllAppFeatures', 'createReadUpdateAndDelete']),
  team('model_trainer', 'trainer', [
    'viewAllModels',
    'createUpdateDeleteModels',
    'trainModels',
    'accessModelMetricsAndPerformance',
    'viewInputsAndConcepts',
    'accessDatasets',
    'deployAndViewModelsIn',
    'viewClustersAndNodepools',
  ]),
  team('labeler_lead', 'lead', [
    ...LABELER_WORKER,
    'createLabelingTasks',
    'assignTasks',
    'monitorTaskProgress',
    'viewTeamMemberDetailsFirst',
    'accessTaskAnalytics',
    'reviewAnnotations',
    'provideFeedback',
    'viewInputsAndConcepts',
    'createModifyDeleteConcepts',
  ]),
  team('labeler_worker', 'worker', LABELER_WORKER),
]

function team(
  key: TeamPermission,
  column: TeamPermissionInfo['column'],
  capabilities: readonly Capability[],
): TeamPermissionInfo {
  return {
    key,
    column,
    get label() {
      return words(`permissions.teamPermissions.${key}.label`)
    },
    get description() {
      return words(`permissions.teamPermissions.${key}.description`)
    },
    get capabilities() {
      return capabilities.map((name) => words(`permissions.capabilities.${name}`))
    },
    get advice() {
      return words(`permissions.teamPermissions.${key}.advice`)
    },
  }
}

/** The name of a role as people read it. */
export function roleLabel(role: Role): string {
  return ROLES.find(({ key }) => key === role)?.label ?? role
}

/** The name of a team permission as people read it. */
export function teamPermissionLabel(permission: TeamPermission): string {
  return TEAM_PERMISSIONS.find(({ key }) => key === permission)?.label ?? permission
}
