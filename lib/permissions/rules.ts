import { at, row } from './rule'

export type { Role, RoleInfo, TeamPermission, TeamPermissionInfo } from './roles'
export { ROLES, roleLabel, TEAM_PERMISSIONS, teamPermissionLabel } from './roles'
export type { Place, Rule } from './rule'

/**
 * THE table: one row for each thing one may do. Whatever decides, explains, lists or shows reads it from here.
 *
 * Columns: the sentence that pages show; the six roles (A Admin, C Organization Contributor, T Team Contributor,
 * U Organization User, F Financial Manager, I Infrastructure Manager; `-` no; `t` a Team Contributor only through
 * their teams); the team permissions that give it in an app; the scope that carries it, for collaborators and
 * tokens (null: only a token with every scope); the keys of the documents' tables that the row stands for.
 *
 * In an app the role's column is what A, C and U may do everywhere, and the most that T may be given there.
 */
// biome-ignore format: it is a table
const organization = {
  'organization.view':   row('See the organization’s name and what it is',     'A C T U F I', '', null, 'view_organization'),
  'organization.edit':   row('Edit the name, the ID and the billing address',  'A - - - - -', '', null, 'edit_organization'),
  'organization.delete': row('Delete and restore the organization',            'A - - - - -', '', null, 'delete_organization'),
  'organization.leave':  row('Leave the organization (the last Admin cannot)', 'A C T U F I', '', null, 'leave_organization'),
  'role.view':           row('See what each role may do',                      'A C T U F I', '', null, ''),
  'finance.view':        row('See financial data',                             'A - - - F -', '', null, 'view_financial_data'),
}

// biome-ignore format: it is a table
const members = {
  'member.view':       row('See the names, roles and teams of members',      'A C - U - -', '', null, 'view_members'),
  'member.viewEmails': row('See the addresses and last activity of members', 'A - - - - -', '', null, 'view_member_emails'),
  'member.manage':     row('Invite, change and remove members',              'A - - - - -', '', null, 'manage_members'),
  'member.viewAs':     row('Open the portal as a member sees it',            'A - - - - -', '', null, 'view_as_member'),
  'invitation.view':   row('See pending invitations',                        'A - - - - -', '', null, 'view_pending_invitations'),
}

// biome-ignore format: it is a table
const teams = {
  'team.view':       row('See teams',                     'A C t U - -', '', null, 'view_teams'),
  'team.viewOwn':    row('See the teams you are in',      'A C T U - -', '', null, ''),
  'team.manage':     row('Create, edit and delete teams', 'A C - - - -', '', null, 'manage_teams'),
  'team.addMembers': row('Add members to teams',          'A C - - - -', '', null, 'add_members_to_teams'),
  'team.addApps':    row('Add apps to teams',             'A C - - - -', '', null, 'add_apps_to_teams'),
}

// biome-ignore format: it is a table
const security = {
  'audit.view':               row('Read and export the audit log',                     'A - - - - -', '', 'AuditLogs:Get',        'view_audit_log'),
  'security.managePolicies':  row('Set password, two-factor and session policies',     'A - - - - -', '', 'PasswordPolicies:Add', 'manage_security_policies'),
  'security.manageProviders': row('Manage identity providers, domains and directory',  'A - - - - -', '', null,                   'manage_identity_providers'),
  'token.manage':             row('See and revoke tokens that reach the organization', 'A - - - - -', '', null,                   'manage_organization_tokens'),
  'webhook.manage':           row('Manage webhooks',                                   'A - - - - -', '', null,                   'manage_webhooks'),
}

/** Asked of the organization, and of one app, where the team permission of a Team Contributor answers. */
// biome-ignore format: it is a table
const compute = {
  'compute.view': row('See clusters and nodepools',              'A C t U - I', 'full trainer', 'ComputeClusters:Get', 'view_compute'),
  'model.deploy': row('Deploy models, and see them in clusters', 'A C t - - I', 'full trainer', 'Deployments:Add',     'deploy_models'),
}

// biome-ignore format: it is a table
const infrastructure = {
  'compute.manage': row('Create, edit and delete clusters and nodepools', 'A - - - - I', '', 'ComputeClusters:Add', 'manage_compute'),
}

/** In an organization by role; in one's own account by owning it. */
// biome-ignore format: it is a table
const appCreation = {
  'app.create': row('Create apps', 'A C - - - -', '', 'Apps:Add', 'create_apps'),
}

// biome-ignore format: it is a table
const apps = {
  'app.view':             row('Open the app, with what may be seen in its sidebar',       'A C T U - -', 'full trainer lead worker', 'Apps:Get',             'view_sidebar_items'),
  'app.editId':           row('Edit the ID of the app',                                   'A C - - - -', '',                         'Apps:Add',             'edit_app_id'),
  'app.editDescription':  row('Edit the description of the app',                          'A C T - - -', 'full',                     'Apps:Add',             'edit_app_description'),
  'app.editNotes':        row('Edit the notes of the app',                                'A C T - - -', 'full',                     'Apps:Add',             'edit_app_notes'),
  'app.changeVisibility': row('Change the visibility of the app',                         'A C - - - -', '',                         'Apps:Add',             'change_app_visibility'),
  'app.delete':           row('Delete the app',                                           'A C - - - -', '',                         'Apps:Delete',          'delete_app'),
  'app.restore':          row('Restore a deleted app',                                    'A C - - - -', '',                         null,                   'restore_app'),
  'app.transfer':         row('Transfer the app (with Create apps where it goes)',        'A C - - - -', '',                         null,                   'transfer_app'),
  'app.duplicate':        row('Duplicate the app (with Create apps; elsewhere as Admin)', 'A C - - - -', '',                         null,                   'duplicate_app'),
  'appKey.view':          row('See app keys',                                             'A C t - - -', 'full',                     'Keys:Get',             'manage_app_keys'),
  'appKey.create':        row('Make app keys',                                            'A C t - - -', 'full',                     'Keys:Add',             'manage_app_keys'),
  'appKey.revoke':        row('Revoke app keys',                                          'A C t - - -', 'full',                     'Keys:Delete',          'manage_app_keys'),
  'collaborator.view':    row('See collaborators',                                        'A C T U - -', 'full trainer lead',        'Collaborators:Get',    'view_collaborators'),
  'collaborator.add':     row('Add collaborators and change their scopes',                'A C - - - -', '',                         'Collaborators:Add',    'edit_collaborators'),
  'collaborator.remove':  row('Remove collaborators',                                     'A C - - - -', '',                         'Collaborators:Delete', 'edit_collaborators'),
  'member.viewNames':     row('See first and last names of the members of the team',      'A C T U - -', 'full lead',                null,                   'view_team_member_names'),
}

// biome-ignore format: it is a table
const modelsAndWorkflows = {
  'model.view':                row('See all models',                        'A C T U - -', 'full trainer',      'Models:Get',                     'view_models'),
  'model.create':              row('Create models',                         'A C T - - -', 'full trainer',      'Models:Add',                     'create_models manage_models'),
  'model.edit':                row('Edit models',                           'A C T - - -', 'full trainer',      'Models:Add',                     'manage_models'),
  'model.delete':              row('Delete models, also all of them',       'A C T - - -', 'full trainer',      'Models:Delete',                  'delete_all_models manage_models'),
  'model.train':               row('Train models',                          'A C T - - -', 'full trainer',      'Models:Train',                   'train_models'),
  'model.viewMetrics':         row('See metrics and performance of models', 'A C T U - -', 'full trainer',      'Metrics:Get',                    'view_model_metrics'),
  'model.predict':             row('Predict with models and workflows',     'A C T - - -', 'full',              'Predict',                        'access_all_features'),
  'model.changeVisibility':    row('Change the visibility of models',       'A C T - - -', 'full trainer',      'ModelVersionPublications:Add',   'change_resource_visibility'),
  'workflow.view':             row('See all workflows',                     'A C T U - -', 'full',              'Workflows:Get',                  'access_all_features'),
  'workflow.create':           row('Create workflows',                      'A C T - - -', 'full',              'Workflows:Add',                  'create_workflows manage_all_resources'),
  'workflow.edit':             row('Edit workflows',                        'A C T - - -', 'full',              'Workflows:Add',                  'manage_all_resources'),
  'workflow.delete':           row('Delete workflows',                      'A C T - - -', 'full',              'Workflows:Delete',               'manage_all_resources'),
  'workflow.changeVisibility': row('Change the visibility of workflows',    'A C T - - -', 'full',              'WorkflowPublications:Add',       'manage_all_resources'),
  'baseWorkflow.view':         row('See the base workflow',                 'A C T U - -', 'full trainer lead', 'Workflows:Get',                  'base_workflow_view'),
  'baseWorkflow.edit':         row('Change the base workflow',              'A C - - - -', '',                  'Apps:Add',                       'base_workflow_edit'),
  'module.use':                row('Use modules',                           'A C T U - -', 'full trainer lead', 'Modules:Get',                    'use_modules'),
  'module.create':             row('Create modules',                        'A C T - - -', 'full',              'Modules:Add',                    'create_delete_modules'),
  'module.delete':             row('Delete modules',                        'A C T - - -', 'full',              'Modules:Delete',                 'create_delete_modules'),
  'module.install':            row('Install modules',                       'A C T - - -', 'full',              'InstalledModuleVersions:Add',    'install_uninstall_modules'),
  'module.uninstall':          row('Uninstall modules',                     'A C T - - -', 'full',              'InstalledModuleVersions:Delete', 'install_uninstall_modules'),
}

// biome-ignore format: it is a table
const inputs = {
  'input.view':       row('See inputs',                         'A C T U - -', 'full trainer lead', 'Inputs:Get',        'view_inputs'),
  'input.search':     row('Search inputs',                      'A C T U - -', 'full',              'Search',            'access_all_features'),
  'input.add':        row('Add and edit inputs',                'A C T - - -', 'full',              'Inputs:Add',        'manage_all_resources'),
  'input.delete':     row('Delete inputs',                      'A C T - - -', 'full',              'Inputs:Delete',     'manage_all_resources'),
  'collector.view':   row('See input collectors',               'A C T U - -', 'full',              'Collectors:Get',    'access_all_features'),
  'collector.add':    row('Add and edit input collectors',      'A C T - - -', 'full',              'Collectors:Add',    'manage_all_resources'),
  'collector.delete': row('Delete input collectors',            'A C T - - -', 'full',              'Collectors:Delete', 'manage_all_resources'),
  'dataset.view':     row('See datasets',                       'A C T U - -', 'full trainer',      'Datasets:Get',      'access_datasets'),
  'dataset.add':      row('Add and edit datasets',              'A C T - - -', 'full',              'Datasets:Add',      'manage_all_resources'),
  'dataset.delete':   row('Delete datasets',                    'A C T - - -', 'full',              'Datasets:Delete',   'manage_all_resources'),
  'concept.view':     row('See concepts',                       'A C T U - -', 'full trainer lead', 'Concepts:Get',      'view_concepts'),
  'concept.manage':   row('Create, modify and delete concepts', 'A C T - - -', 'full lead',         'Concepts:Add',      'manage_concepts'),
}

// biome-ignore format: it is a table
const labeling = {
  'task.viewAssigned':       row('See labeling tasks assigned to you',                'A C T U - -', 'full lead worker', 'Tasks:Get',          'access_assigned_tasks'),
  'task.viewConcepts':       row('Read the concepts of those tasks',                  'A C T U - -', 'full lead worker', 'Concepts:Get',       'read_task_concepts'),
  'task.viewInputs':         row('Read the input data of those tasks',                'A C T U - -', 'full lead worker', 'Inputs:Get',         'read_task_inputs'),
  'task.viewInstructions':   row('Read their instructions and guidelines',            'A C T U - -', 'full lead worker', 'Tasks:Get',          'read_task_instructions'),
  'task.updateStatus':       row('Update the status of those tasks',                  'A C T - - -', 'full lead worker', 'Annotations:Add',    'update_task_status'),
  'task.report':             row('Write progress reports',                            'A C T - - -', 'full lead worker', 'Annotations:Add',    'report_progress'),
  'task.evaluate':           row('Evaluate completed work of those tasks, as advice', 'A C T - - -', 'full lead worker', 'Annotations:Add',    'evaluate_completed_work'),
  'task.viewProgress':       row('Monitor the progress of all tasks',                 'A C T U - -', 'full lead',        'Tasks:Get',          'monitor_task_progress'),
  'task.viewAnalytics':      row('See task analytics',                                'A C T U - -', 'full lead',        'Tasks:Get',          'access_task_analytics'),
  'task.create':             row('Create labeling tasks',                             'A C T - - -', 'full lead',        'Tasks:Add',          'create_tasks'),
  'task.assign':             row('Assign tasks',                                      'A C T - - -', 'full lead',        'Tasks:Add',          'assign_tasks'),
  'task.delete':             row('Delete labeling tasks',                             'A C T - - -', 'full',             'Tasks:Delete',       'manage_all_resources'),
  'annotation.write':        row('Write annotations',                                 'A C T - - -', 'full lead worker', 'Annotations:Add',    'write_annotations'),
  'annotation.view':         row('See the annotations of everybody',                  'A C T U - -', 'full lead',        'Annotations:Get',    'review_annotations'),
  'annotation.review':       row('Approve and reject annotations, never one’s own',   'A C T - - -', 'full lead',        'Tasks:Add',          'review_annotations'),
  'annotation.giveFeedback': row('Give feedback on annotations',                      'A C T - - -', 'full lead',        'Tasks:Add',          'provide_feedback'),
  'annotation.delete':       row('Delete the annotations of others',                  'A C T - - -', 'full',             'Annotations:Delete', 'manage_all_resources'),
}

/** What a person does in their own account; no role, team or scope gives it. */
// biome-ignore format: it is a table
const own = {
  'profile.edit':        row('Edit one’s own profile and address',  '- - - - - -', '', null, ''),
  'session.manage':      row('See and end one’s own sessions',      '- - - - - -', '', null, ''),
  'organization.create': row('Create organizations',                '- - - - - -', '', null, ''),
  'invitation.answer':   row('Answer invitations to one’s address', '- - - - - -', '', null, ''),
  'notification.view':   row('See what you were notified of',       '- - - - - -', '', null, ''),
}

export const rules = {
  ...at('organization', organization),
  ...at('organization', members),
  ...at('organization', teams),
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

/** Every permission, in the order of the table. */
export const PERMISSIONS = names(rules)

/** The sections of the table as pages show them. */
export const SECTIONS: readonly { label: string; permissions: readonly Permission[] }[] = [
  { label: 'Organization', permissions: names(organization) },
  { label: 'Members', permissions: names(members) },
  { label: 'Teams', permissions: names(teams) },
  { label: 'Security', permissions: names(security) },
  { label: 'Clusters and nodepools', permissions: [...names(infrastructure), ...names(compute)] },
  { label: 'Apps', permissions: [...names(appCreation), ...names(apps)] },
  { label: 'Models, workflows and modules', permissions: names(modelsAndWorkflows) },
  { label: 'Inputs, datasets and concepts', permissions: names(inputs) },
  { label: 'Labeling', permissions: names(labeling) },
  { label: 'Your own account', permissions: names(own) },
]

function names<Name extends string>(rows: Record<Name, unknown>): readonly Name[] {
  return Object.keys(rows) as Name[] // a record has no keys but its names
}
