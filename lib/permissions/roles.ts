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

/** A role with the words that explain it wherever it is chosen or shown. */
export type RoleInfo = { key: Role; letter: string; label: string; reach: string | null; description: string }

export const ROLES: readonly RoleInfo[] = [
  {
    key: 'admin',
    letter: 'A',
    label: 'Admin',
    reach: null,
    description: 'Has administrative privileges in the organization: members, teams, apps and settings.',
  },
  {
    key: 'organization_contributor',
    letter: 'C',
    label: 'Organization Contributor',
    reach: 'all apps',
    description: 'Contributes to all the apps of the organization, without some admin privileges.',
  },
  {
    key: 'team_contributor',
    letter: 'T',
    label: 'Team Contributor',
    reach: 'select apps',
    description: 'Contributes only to the apps that their teams were given.',
  },
  {
    key: 'organization_user',
    letter: 'U',
    label: 'Organization User',
    reach: 'all apps',
    description:
      'Sees all the apps like an Organization Contributor, but creates, updates and deletes nothing.',
  },
  {
    key: 'financial_manager',
    letter: 'F',
    label: 'Financial Manager',
    reach: null,
    description: 'Sees key financial data: current spending, pricing plan and budget. Reaches no app.',
  },
  {
    key: 'infrastructure_manager',
    letter: 'I',
    label: 'Infrastructure Manager',
    reach: null,
    description:
      'Creates, changes and deletes clusters and nodepools, and deploys models to them. Reaches no app.',
  },
]

/** A team permission with the words of `reference/members-and-teams.md`. */
export type TeamPermissionInfo = {
  key: TeamPermission
  column: 'full' | 'trainer' | 'lead' | 'worker'
  label: string
  description: string
  capabilities: readonly string[]
  advice: string
}

const LABELER_WORKER_CAPABILITIES = [
  'Access assigned labeling tasks',
  'Read concepts within tasks, input data of assigned tasks, task instructions and guidelines',
  'Write annotations, task status updates and progress reports',
  'Evaluate and assess completed work for quality and consistency',
]

export const TEAM_PERMISSIONS: readonly TeamPermissionInfo[] = [
  {
    key: 'full_access',
    column: 'full',
    label: 'Full Access',
    description: 'Highest level of access, with complete administrative control over the app.',
    capabilities: [
      'Access to all app features and functionalities',
      'Create, read, update and delete all resources',
    ],
    advice: 'Only for team members who need full administrative control.',
  },
  {
    key: 'model_trainer',
    column: 'trainer',
    label: 'Model Trainer',
    description: 'For team members focused on model development and training.',
    capabilities: [
      'View all models',
      'Create, update, delete models',
      'Train models',
      'Access model metrics and performance data',
      'View inputs and concepts',
      'Access datasets',
      'Deploy and view models in clusters',
      'View clusters and nodepools',
    ],
    advice: 'For team members who develop and maintain AI models.',
  },
  {
    key: 'labeler_lead',
    column: 'lead',
    label: 'Labeler Lead',
    description: 'Supervises labeling and its quality.',
    capabilities: [
      ...LABELER_WORKER_CAPABILITIES,
      'Create labeling tasks',
      'Assign tasks',
      'Monitor task progress',
      'View team member details (first and last names)',
      'Access task analytics',
      'Review annotations',
      'Provide feedback',
      'View inputs and concepts',
      'Create, modify, delete concepts',
    ],
    advice: 'For those who supervise labeling and answer for its quality.',
  },
  {
    key: 'labeler_worker',
    column: 'worker',
    label: 'Labeler Worker',
    description: 'Performs labeling tasks.',
    capabilities: LABELER_WORKER_CAPABILITIES,
    advice: 'Entry-level labeling, with limited permissions.',
  },
]

/** The name of a role as people read it. */
export function roleLabel(role: Role): string {
  return ROLES.find(({ key }) => key === role)?.label ?? role
}

/** The name of a team permission as people read it. */
export function teamPermissionLabel(permission: TeamPermission): string {
  return TEAM_PERMISSIONS.find(({ key }) => key === permission)?.label ?? permission
}
