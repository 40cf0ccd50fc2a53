import { type Kind, type Place as Reach, reaches, says } from '@/lib/permissions/oracles/says'
import { API_ROUTES } from './surface'

/**
 * Which row of the documents' tables answers for each page and each action: asked of the organization, of the app in the address, or of
 * nobody but the person whose account it is. One that the build knows without a line here fails.
 */
export type Line =
  | { of: 'organization' | 'app'; row: string }
  | { of: 'organization' | 'app'; may: (kind: Kind) => boolean }
  | { of: 'own' }
  | { of: 'nobody in particular' }

const of = (row: string): Line => ({ of: 'organization', row })
const inApp = (row: string): Line => ({ of: 'app', row })
const own: Line = { of: 'own' }
const free: Line = { of: 'nobody in particular' }

const isSiloed = ({ role, isRestricted }: Kind) => isRestricted && role !== 'admin'
/** The page of apps is for every role that can reach one; which it lists is another question. */
const myApps: Line = { of: 'organization', may: ({ role }) => !/_manager$/.test(role) }
/** To who is restricted it lists those of their teams, and the others are not theirs to restore (`restoreAppAction`). */
const deletedApps: Line = {
  of: 'organization',
  may: (kind) => says('restore_app', { ...kind, isRestricted: false }, 'organization'),
}
/** `view_teams` says `own_teams` of a Team Contributor: the page is theirs, the teams of others are not. */
const someTeams: Line = {
  of: 'organization',
  may: (kind) =>
    !isSiloed(kind) && (kind.role === 'team_contributor' || says('view_teams', kind, 'organization')),
}

/** What the line says to somebody of this kind. The app is the one that their team was given, or another. */
export function may(line: Line, kind: Kind, app: Exclude<Reach, 'organization'> = 'given'): boolean {
  if (line.of === 'own') return false
  if (line.of === 'nobody in particular') return true
  if ('may' in line) return line.may(kind)
  return says(line.row, kind, line.of === 'app' ? app : 'organization')
}

/** Whether they may not even know that it is there. */
export const isHidden = (line: Line, kind: Kind, app: 'given' | 'other') =>
  line.of === 'app' && !reaches(kind, app)

const MEMBERS = of('manage_members')
const PENDING = of('view_pending_invitations')
const TEAM = of('view_teams')
const MANAGE_TEAMS = of('manage_teams')
const TEAM_MEMBERS = of('add_members_to_teams')
const TEAM_APPS = of('add_apps_to_teams')
const WEBHOOKS = of('manage_webhooks')
const TOKENS = of('manage_organization_tokens')
const APP_KEYS = inApp('manage_app_keys')
const ANYBODY = of('view_organization')
/** A right in the organization, asked inside an app. */
const appTeams: Line = { of: 'app', may: (kind) => says('add_apps_to_teams', kind, 'organization') }

export const PAGES: Record<string, Line> = {
  '/[account]': ANYBODY,
  '/[account]/account': ANYBODY,
  '/[account]/account/delete-account': own,
  '/[account]/account/emails/add': own,
  '/[account]/account/emails/[email]': own,
  '/[account]/account/leave': of('leave_organization'),
  '/[account]/apps': myApps,
  '/[account]/apps/deleted': deletedApps,
  '/[account]/apps/manage': inApp('view_sidebar_items'),
  '/[account]/apps/models': myApps,
  '/[account]/apps/workflows': myApps,
  '/[account]/apps/new': of('create_apps'),
  '/[account]/apps/[app]': inApp('view_sidebar_items'),
  '/[account]/apps/[app]/access': inApp('view_collaborators'),
  '/[account]/apps/[app]/settings': inApp('base_workflow_view'), // the least that stands there
  '/[account]/apps/[app]/settings/delete': inApp('delete_app'),
  '/[account]/apps/[app]/settings/keys/new': APP_KEYS,
  '/[account]/apps/[app]/settings/keys/[key]': APP_KEYS,
  '/[account]/apps/[app]/settings/teams/add': appTeams,
  '/[account]/apps/[app]/settings/teams/[team]': appTeams,
  '/[account]/apps/[app]/settings/collaborators': inApp('view_collaborators'),
  '/[account]/apps/[app]/settings/collaborators/add': inApp('edit_collaborators'),
  '/[account]/apps/[app]/settings/collaborators/remove': inApp('edit_collaborators'),
  '/[account]/apps/[app]/settings/collaborators/[collaborator]': inApp('view_collaborators'),
  '/[account]/apps/[app]/settings/transfer': inApp('transfer_app'),
  '/[account]/audit': of('view_audit_log'),
  '/[account]/audit/[entry]': of('view_audit_log'),
  '/[account]/audit/export': of('view_audit_log'),
  '/[account]/collaborations': MEMBERS, // who from outside reaches the apps
  '/[account]/collaborations/[collaboration]/leave': free, // theirs to whom it was shared, and missing for everybody else: lib/collaborations
  '/[account]/members': ANYBODY,
  '/[account]/members/export': of('view_members'),
  '/[account]/members/removed': MEMBERS,
  '/[account]/members/removed/review': MEMBERS,
  '/[account]/members/review': MEMBERS,
  '/[account]/members/[user]': of('view_members'),
  '/[account]/members/invitations': PENDING,
  '/[account]/members/invite': MEMBERS,
  '/[account]/members/invite/many': MEMBERS,
  '/[account]/members/invite/many/[batch]': MEMBERS,
  '/[account]/members/invite/many/[batch]/send': MEMBERS,
  '/[account]/members/invitations/review': MEMBERS,
  '/[account]/members/invitations/export': PENDING,
  '/[account]/members/invitations/batches/[batch]': PENDING,
  '/[account]/members/invitations/batches/[batch]/progress': PENDING,
  '/[account]/notifications': own,
  '/[account]/settings': ANYBODY,
  '/[account]/settings/delete': of('delete_organization'),
  '/[account]/search': ANYBODY,
  '/[account]/search/people': ANYBODY,
  '/[account]/search/apps': myApps,
  '/[account]/security': ANYBODY,
  '/[account]/security/roles': ANYBODY,
  '/[account]/security/sessions': own,
  '/[account]/security/tokens': TOKENS,
  '/[account]/security/tokens/new': own,
  '/[account]/security/tokens/policy': TOKENS,
  '/[account]/security/tokens/[token]': TOKENS,
  '/[account]/starred': myApps,
  '/[account]/teams': someTeams,
  '/[account]/teams/new': MANAGE_TEAMS,
  '/[account]/teams/choices': TEAM_MEMBERS,
  '/[account]/teams/[team]': TEAM,
  '/[account]/teams/[team]/apps': TEAM,
  '/[account]/teams/[team]/edit': MANAGE_TEAMS,
  '/[account]/teams/[team]/restrict': MANAGE_TEAMS,
  '/[account]/teams/[team]/delete': MANAGE_TEAMS,
  '/[account]/teams/[team]/members/add': TEAM_MEMBERS,
  '/[account]/teams/[team]/members/review': TEAM_MEMBERS,
  '/[account]/teams/[team]/members/[user]': TEAM_MEMBERS,
  '/[account]/teams/[team]/apps/add': TEAM_APPS,
  '/[account]/teams/[team]/apps/[app]': TEAM_APPS,
  '/[account]/teams/[team]/candidates': TEAM_MEMBERS,
  // Whoever opens an address of the API shows a token and no sign-in: lib/rest tries its operations.
  ...Object.fromEntries(API_ROUTES.map((route) => [route, free])),
  '/[account]/webhooks': WEBHOOKS,
  '/[account]/webhooks/new': WEBHOOKS,
  '/[account]/webhooks/[webhook]': WEBHOOKS,
  '/[account]/webhooks/[webhook]/edit': WEBHOOKS,
  '/[account]/webhooks/[webhook]/delete': WEBHOOKS,
  '/[account]/webhooks/[webhook]/deliveries/[delivery]': WEBHOOKS,
  '/api/pictures/[person]/[picture]': free, // by whom one sees, and held by lib/profile
}

export const DEEDS: Record<string, Line> = {
  changePasswordAction: own,
  revokeSessionAction: own,
  revokeOtherSessionsAction: own,
  updateNamesAction: own,
  changeUsernameAction: own,
  changePictureAction: free, // wants a file; lib/profile
  removePictureAction: own,
  deleteAccountAction: own,
  addAddressAction: own,
  resendAddressLinkAction: own,
  makePrimaryAddressAction: own,
  removeAddressAction: own,
  changeMemberRoleAction: MEMBERS,
  removeMemberAction: MEMBERS,
  leaveOrganizationAction: of('leave_organization'),
  changeMemberRolesAction: MEMBERS,
  removeMembersAction: MEMBERS,
  reinstateMembersAction: MEMBERS,
  reviewMembersAction: MEMBERS,
  inviteMembersAction: MEMBERS,
  resendInvitationAction: MEMBERS,
  renewInvitationAction: MEMBERS,
  copyInvitationLinkAction: MEMBERS,
  revokeInvitationAction: MEMBERS,
  reviewInvitationsAction: MEMBERS,
  resendInvitationsAction: MEMBERS,
  renewInvitationsAction: MEMBERS,
  revokeInvitationsAction: MEMBERS,
  draftInvitationsAction: MEMBERS,
  mendInvitationLinesAction: MEMBERS,
  keepInvitationMessageAction: MEMBERS,
  sendInvitationBatchAction: MEMBERS,
  discardInvitationDraftAction: MEMBERS,
  acceptInvitationAction: free, // whose address was invited; e2e/invitations.spec.ts
  declineInvitationAction: free,
  acceptInvitationHereAction: free,
  acceptShareAction: free, // whose address it was offered to; e2e/collaborations.spec.ts
  acceptShareHereAction: free,
  declineShareAction: free,
  leaveAppAction: free, // one's own collaborations alone
  createOrganizationAction: own,
  updateOrganizationAction: of('edit_organization'),
  changeOrganizationIdAction: of('edit_organization'),
  changeInvitationLifeAction: of('edit_organization'),
  changeSharingAction: of('edit_organization'),
  deleteOrganizationAction: of('delete_organization'),
  restoreOrganizationAction: of('delete_organization'),
  createWebhookAction: WEBHOOKS,
  updateWebhookAction: WEBHOOKS,
  rotateWebhookSecretAction: WEBHOOKS,
  switchWebhookAction: WEBHOOKS,
  deleteWebhookAction: WEBHOOKS,
  testWebhookAction: WEBHOOKS,
  replayDeliveryAction: WEBHOOKS,
  replayFailedAction: WEBHOOKS,
  createTokenAction: own,
  updateTokenAction: own,
  rotateTokenAction: own,
  revokeOwnTokenAction: own,
  createAppKeyAction: APP_KEYS,
  rotateAppKeyAction: APP_KEYS,
  revokeAppKeyAction: APP_KEYS,
  approveTokenAction: TOKENS,
  refuseTokenAction: TOKENS,
  revokeTokenAction: TOKENS,
  changeTokenPolicyAction: TOKENS,
  viewAsAction: of('view_as_member'),
  findFreeAction: free, // no form: says nothing but whether a name is free
  latestNotificationsAction: free, // no form: the caller's own bell
  markNotificationUnreadAction: own,
  markNotificationsReadAction: own,
  createAppAction: of('create_apps'),
  findFreeAppIdAction: free,
  updateAppAction: inApp('edit_app_description'),
  updateAppNotesAction: inApp('edit_app_notes'),
  changeAppVisibilityAction: inApp('change_app_visibility'),
  changeBaseWorkflowAction: inApp('base_workflow_edit'),
  changeAppIdAction: inApp('edit_app_id'),
  addCollaboratorsAction: inApp('edit_collaborators'),
  reviewCollaboratorChangeAction: inApp('edit_collaborators'),
  changeCollaboratorAction: inApp('edit_collaborators'),
  removeCollaboratorsAction: inApp('edit_collaborators'),
  restoreCollaboratorsAction: inApp('edit_collaborators'),
  resendShareAction: inApp('edit_collaborators'),
  withdrawSharesAction: inApp('edit_collaborators'),
  transferAppAction: inApp('transfer_app'),
  duplicateAppAction: inApp('duplicate_app'),
  deleteAppAction: inApp('delete_app'),
  reviewAppDeletionAction: inApp('delete_app'),
  restoreAppAction: of('restore_app'),
  pinAppAction: inApp('view_sidebar_items'),
  starAppAction: inApp('view_sidebar_items'),
  createTeamAction: MANAGE_TEAMS,
  updateTeamAction: MANAGE_TEAMS,
  deleteTeamAction: MANAGE_TEAMS,
  restoreToTeamAction: MANAGE_TEAMS,
  addTeamMembersAction: TEAM_MEMBERS,
  changeTeamMemberAction: TEAM_MEMBERS,
  removeTeamMembersAction: TEAM_MEMBERS,
  reviewTeamMembersAction: TEAM_MEMBERS,
  addTeamAppsAction: TEAM_APPS,
  changeTeamAppAction: TEAM_APPS,
  removeTeamAppsAction: TEAM_APPS,
  addTeamsToAppAction: TEAM_APPS,
  changeTeamOfAppAction: TEAM_APPS,
  removeTeamOfAppAction: TEAM_APPS,
  findFreeTeamIdAction: free,
}
