import type { Messages, WordsKey } from '@/messages/words'
import { at, row } from './rule'

export type { Role, RoleInfo, TeamPermission, TeamPermissionInfo } from './roles'
export { ROLES, roleLabel, TEAM_PERMISSIONS, teamPermissionLabel } from './roles'
export type { Place, Rule } from './rule'

/**
 * THE table: one row for each thing one may do; its sentence stands under `permissions.rules` in `messages/`. Whatever decides, explains, lists or shows reads it from here.
 *
 * Columns: the six roles (A Admin, C Organization Contributor, T Team Contributor,
 * U Organization User, F Financial Manager, I Infrastructure Manager; `-` no; `t` a Team Contributor only through
 * their teams); the team permissions that give it in an app; the scope that carries it, for collaborators and
 * tokens (null: only a token with every scope); the keys of the documents' tables that the row stands for.
 *
 * In an app the role's column is what A, C and U may do everywhere, and the most that T may be given there.
 */
// biome-ignore format: it is a table
const organization = {
  'organization.view':   row('A C T U F I', '', null, 'view_organization'),
  'organization.edit':   row('A - - - - -', '', null, 'edit_organization'),
  'organization.delete': row('A - - - - -', '', null, 'delete_organization'),
  'organization.leave':  row('A C T U F I', '', null, 'leave_organization'),
  'role.view':           row('A C T U F I', '', null, ''),
  'finance.view':        row('A - - - F -', '', null, 'view_financial_data'),
}

// biome-ignore format: it is a table
const members = {
  'member.view':       row('A C - U - -', '', null, 'view_members'),
  'member.viewEmails': row('A - - - - -', '', null, 'view_member_emails'),
  'member.manage':     row('A - - - - -', '', null, 'manage_members'),
  'member.viewAs':     row('A - - - - -', '', null, 'view_as_member'),
  'invitation.view':   row('A - - - - -', '', null, 'view_pending_invitations'),
}

// biome-ignore format: it is a table
const teams = {
  'team.view':       row('A C t U - -', '', null, 'view_teams'),
  'team.viewOwn':    row('A C T U - -', '', null, ''),
  'team.manage':     row('A C - - - -', '', null, 'manage_teams'),
  'team.addMembers': row('A C - - - -', '', null, 'add_members_to_teams'),
  'team.addApps':    row('A C - - - -', '', null, 'add_apps_to_teams'),
}

// biome-ignore format: it is a table
const security = {
  'security.managePolicies':  row('A - - - - -', '', 'PasswordPolicies:Add', 'manage_security_policies'),
  'security.manageProviders': row('A - - - - -', '', null,                   'manage_identity_providers'),
  'token.manage':             row('A - - - - -', '', null,                   'manage_organization_tokens'),
  'webhook.manage':           row('A - - - - -', '', null,                   'manage_webhooks'),
}

/** In an organization by role; in one's own account by owning it. */
// biome-ignore format: it is a table
const history = {
  'audit.view': row('A - - - - -', '', 'AuditLogs:Get', 'view_audit_log'),
}

/** Who from outside reaches the organization's apps; in one's own account, which apps of others one reaches. */
// biome-ignore format: it is a table
const collaborations = {
  'collaboration.view': row('A - - - - -', '', 'Collaborators:Get', ''),
}

/** Asked of the organization, and of one app, where the team permission of a Team Contributor answers. */
// biome-ignore format: it is a table
const compute = {
  'compute.view': row('A C t U - I', 'full trainer', 'ComputeClusters:Get', 'view_compute'),
  'model.deploy': row('A C t - - I', 'full trainer', 'Deployments:Add',     'deploy_models'),
}

// biome-ignore format: it is a table
const infrastructure = {
  'compute.manage': row('A - - - - I', '', 'ComputeClusters:Add', 'manage_compute'),
}

/** In an organization by role; in one's own account by owning it. */
// biome-ignore format: it is a table
const appCreation = {
  'app.viewList': row('A C T U - -', '', 'Apps:Get', ''),
  'app.create':   row('A C - - - -', '', 'Apps:Add', 'create_apps'),
}

// biome-ignore format: it is a table
const apps = {
  'app.view':             row('A C T U - -', 'full trainer lead worker', 'Apps:Get',             'view_sidebar_items'),
  'app.editId':           row('A C - - - -', '',                         'Apps:Add',             'edit_app_id'),
  'app.editDescription':  row('A C T - - -', 'full',                     'Apps:Add',             'edit_app_description'),
  'app.editNotes':        row('A C T - - -', 'full',                     'Apps:Add',             'edit_app_notes'),
  'app.changeVisibility': row('A C - - - -', '',                         'Apps:Add',             'change_app_visibility'),
  'app.delete':           row('A C - - - -', '',                         'Apps:Delete',          'delete_app'),
  'app.restore':          row('A C - - - -', '',                         null,                   'restore_app'),
  'app.transfer':         row('A C - - - -', '',                         null,                   'transfer_app'),
  'app.duplicate':        row('A C - - - -', '',                         'Apps:Add',             'duplicate_app'),
  'appKey.view':          row('A C t - - -', 'full',                     'Keys:Get',             'manage_app_keys'),
  'appKey.create':        row('A C t - - -', 'full',                     'Keys:Add',             'manage_app_keys'),
  'appKey.revoke':        row('A C t - - -', 'full',                     'Keys:Delete',          'manage_app_keys'),
  'collaborator.view':    row('A C T U - -', 'full trainer lead',        'Collaborators:Get',    'view_collaborators'),
  'collaborator.add':     row('A C - - - -', '',                         'Collaborators:Add',    'edit_collaborators'),
  'collaborator.remove':  row('A C - - - -', '',                         'Collaborators:Delete', 'edit_collaborators'),
  'member.viewNames':     row('A C T U - -', 'full lead',                null,                   'view_team_member_names'),
}

// biome-ignore format: it is a table
const modelsAndWorkflows = {
  'model.view':                row('A C T U - -', 'full trainer',      'Models:Get',                     'view_models'),
  'model.create':              row('A C T - - -', 'full trainer',      'Models:Add',                     'create_models manage_models'),
  'model.edit':                row('A C T - - -', 'full trainer',      'Models:Add',                     'manage_models'),
  'model.delete':              row('A C T - - -', 'full trainer',      'Models:Delete',                  'delete_all_models manage_models'),
  'model.train':               row('A C T - - -', 'full trainer',      'Models:Train',                   'train_models'),
  'model.viewMetrics':         row('A C T U - -', 'full trainer',      'Metrics:Get',                    'view_model_metrics'),
  'model.predict':             row('A C T - - -', 'full',              'Predict',                        'access_all_features'),
  'model.changeVisibility':    row('A C T - - -', 'full trainer',      'ModelVersionPublications:Add',   'change_resource_visibility'),
  'workflow.view':             row('A C T U - -', 'full',              'Workflows:Get',                  'access_all_features'),
  'workflow.create':           row('A C T - - -', 'full',              'Workflows:Add',                  'create_workflows manage_all_resources'),
  'workflow.edit':             row('A C T - - -', 'full',              'Workflows:Add',                  'manage_all_resources'),
  'workflow.delete':           row('A C T - - -', 'full',              'Workflows:Delete',               'manage_all_resources'),
  'workflow.changeVisibility': row('A C T - - -', 'full',              'WorkflowPublications:Add',       'manage_all_resources'),
  'baseWorkflow.view':         row('A C T U - -', 'full trainer lead', 'Workflows:Get',                  'base_workflow_view'),
  'baseWorkflow.edit':         row('A C - - - -', '',                  'Apps:Add',                       'base_workflow_edit'),
  'module.use':                row('A C T U - -', 'full trainer lead', 'Modules:Get',                    'use_modules'),
  'module.create':             row('A C T - - -', 'full',              'Modules:Add',                    'create_delete_modules'),
  'module.delete':             row('A C T - - -', 'full',              'Modules:Delete',                 'create_delete_modules'),
  'module.install':            row('A C T - - -', 'full',              'InstalledModuleVersions:Add',    'install_uninstall_modules'),
  'module.uninstall':          row('A C T - - -', 'full',              'InstalledModuleVersions:Delete', 'install_uninstall_modules'),
}

// biome-ignore format: it is a table
const inputs = {
  'input.view':       row('A C T U - -', 'full trainer lead', 'Inputs:Get',        'view_inputs'),
  'input.search':     row('A C T U - -', 'full',              'Search',            'access_all_features'),
  'input.add':        row('A C T - - -', 'full',              'Inputs:Add',        'manage_all_resources'),
  'input.delete':     row('A C T - - -', 'full',              'Inputs:Delete',     'manage_all_resources'),
  'collector.view':   row('A C T U - -', 'full',              'Collectors:Get',    'access_all_features'),
  'collector.add':    row('A C T - - -', 'full',              'Collectors:Add',    'manage_all_resources'),
  'collector.delete': row('A C T - - -', 'full',              'Collectors:Delete', 'manage_all_resources'),
  'dataset.view':     row('A C T U - -', 'full trainer',      'Datasets:Get',      'access_datasets'),
  'dataset.add':      row('A C T - - -', 'full',              'Datasets:Add',      'manage_all_resources'),
  'dataset.delete':   row('A C T - - -', 'full',              'Datasets:Delete',   'manage_all_resources'),
  'concept.view':     row('A C T U - -', 'full trainer lead', 'Concepts:Get',      'view_concepts'),
  'concept.manage':   row('A C T - - -', 'full lead',         'Concepts:Add',      'manage_concepts'),
}

// biome-ignore format: it is a table
const labeling = {
  'task.viewAssigned':       row('A C T U - -', 'full lead worker', 'Tasks:Get',          'access_assigned_tasks'),
  'task.viewConcepts':       row('A C T U - -', 'full lead worker', 'Concepts:Get',       'read_task_concepts'),
  'task.viewInputs':         row('A C T U - -', 'full lead worker', 'Inputs:Get',         'read_task_inputs'),
  'task.viewInstructions':   row('A C T U - -', 'full lead worker', 'Tasks:Get',          'read_task_instructions'),
  'task.updateStatus':       row('A C T - - -', 'full lead worker', 'Annotations:Add',    'update_task_status'),
  'task.report':             row('A C T - - -', 'full lead worker', 'Annotations:Add',    'report_progress'),
  'task.evaluate':           row('A C T - - -', 'full lead worker', 'Annotations:Add',    'evaluate_completed_work'),
  'task.viewProgress':       row('A C T U - -', 'full lead',        'Tasks:Get',          'monitor_task_progress'),
  'task.viewAnalytics':      row('A C T U - -', 'full lead',        'Tasks:Get',          'access_task_analytics'),
  'task.create':             row('A C T - - -', 'full lead',        'Tasks:Add',          'create_tasks'),
  'task.assign':             row('A C T - - -', 'full lead',        'Tasks:Add',          'assign_tasks'),
  'task.delete':             row('A C T - - -', 'full',             'Tasks:Delete',       'manage_all_resources'),
  'annotation.write':        row('A C T - - -', 'full lead worker', 'Annotations:Add',    'write_annotations'),
  'annotation.view':         row('A C T U - -', 'full lead',        'Annotations:Get',    'review_annotations'),
  'annotation.review':       row('A C T - - -', 'full lead',        'Tasks:Add',          'review_annotations'),
  'annotation.giveFeedback': row('A C T - - -', 'full lead',        'Tasks:Add',          'provide_feedback'),
  'annotation.delete':       row('A C T - - -', 'full',             'Annotations:Delete', 'manage_all_resources'),
}

/** What a person does in their own account; no role, team or scope gives it. */
// biome-ignore format: it is a table
const own = {
  'profile.edit':        row('- - - - - -', '', null, ''),
  'session.manage':      row('- - - - - -', '', null, ''),
  'organization.create': row('- - - - - -', '', null, ''),
  'invitation.answer':   row('- - - - - -', '', null, ''),
  'collaboration.answer': row('- - - - - -', '', null, ''),
  'collaboration.leave': row('- - - - - -', '', null, ''),
  'notification.view':   row('- - - - - -', '', null, ''),
  'ownToken.view':       row('- - - - - -', '', 'Keys:Get', ''),
  'ownToken.create':     row('- - - - - -', '', 'Keys:Add', ''),
  'ownToken.revoke':     row('- - - - - -', '', 'Keys:Delete', ''),
}

export const rules = {
  ...at('organization', organization),
  ...at('organization', members),
  ...at('organization', teams),
  ...at('organization+own', history),
  ...at('organization+own', collaborations),
  ...at('organization', security),
  ...at('organization', infrastructure),
  ...at('organization+app', compute),
  ...at('organization+own', appCreation),
  ...at('app', apps),
  ...at('app', modelsAndWorkflows),
  ...at('app', inputs),
  ...at('app', labeling),
  ...at('own', own),
}

/** One thing one may do, `noun.verb`. A name that stands in no row does not compile. */
export type Permission = keyof typeof rules

/** Where its sentence stands: a permission without one does not compile. */
export const sentenceOf = (permission: Permission): WordsKey => `permissions.rules.${permission}`

/** Every permission, in the order of the table. */
export const PERMISSIONS = names(rules)

/** The sections of the table as pages show them. */
export const SECTIONS: readonly {
  key: keyof Messages['permissions']['sections']
  permissions: readonly Permission[]
}[] = [
  { key: 'organization', permissions: names(organization) },
  { key: 'members', permissions: [...names(members), ...names(collaborations)] },
  { key: 'teams', permissions: names(teams) },
  { key: 'security', permissions: [...names(history), ...names(security)] },
  { key: 'clustersAndNodepools', permissions: [...names(infrastructure), ...names(compute)] },
  { key: 'apps', permissions: [...names(appCreation), ...names(apps)] },
  { key: 'modelsWorkflowsAndModules', permissions: names(modelsAndWorkflows) },
  { key: 'inputsDatasetsAndConcepts', permissions: names(inputs) },
  { key: 'labeling', permissions: names(labeling) },
  { key: 'yourOwnAccount', permissions: names(own) },
]

function names<Name extends string>(rows: Record<Name, unknown>): readonly Name[] {
  return Object.keys(rows) as Name[] // a record has no keys but its names
}
