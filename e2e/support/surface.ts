import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { ownerSql, type Place, type world } from '@/db/testing/world'

/**
 * Every route and every server action there is, each with what it takes: the tests that try all of them read it here, and one that the
 * build knows without a line here fails.
 */
export type Theirs = Place & {
  memberId: string
  eventId: string
  invitationId: string
  addressId: string
  picture: string
  teamHandle: string
  teamId: string
  teamAppId: string
  labelerId: string
  appHandle: string
  deletedAppId: string
  tokenId: string
  appKeyId: string
  collaboratorId: string
  draftId: string
  batchId: string
  shareId: string
  webhookId: string
  deliveryId: string
  collaborationId: string
  secrets: string[]
}
export type Fields = Record<string, string>

/** The addresses of the API, whose parameters say what stands there: an address is the folders of its route. */
export const API_ROUTES = readdirSync('app/v2', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('/route.ts') && !file.includes('[...'))
  .map((file) => `/v2/${file.slice(0, -'/route.ts'.length)}`)

export const PATHS: Record<
  string,
  ((account: string, theirs: Theirs) => string) | 'no identifiers of a tenant' | 'a secret opens it'
> = {
  '/[account]': (account) => `/${account}`,
  '/[account]/account': (account) => `/${account}/account`,
  '/[account]/account/delete-account': (account) => `/${account}/account/delete-account`,
  '/[account]/account/emails/add': (account) => `/${account}/account/emails/add`,
  '/[account]/account/emails/[email]': (account, theirs) => `/${account}/account/emails/${theirs.addressId}`,
  '/[account]/account/leave': (account) => `/${account}/account/leave`,
  '/[account]/apps/[app]/access': (account, { appHandle }) => `/${account}/apps/${appHandle}/access?q=e`,
  '/[account]/apps/[app]': (account, { appHandle }) => `/${account}/apps/${appHandle}`,
  '/[account]/apps/[app]/settings': (account, { appHandle }) => `/${account}/apps/${appHandle}/settings`,
  '/[account]/apps/[app]/settings/delete': (account, { appHandle }) =>
    `/${account}/apps/${appHandle}/settings/delete`,
  '/[account]/apps/[app]/settings/keys/new': (account, { appHandle }) =>
    `/${account}/apps/${appHandle}/settings/keys/new`,
  '/[account]/apps/[app]/settings/keys/[key]': (account, { appHandle, appKeyId }) =>
    `/${account}/apps/${appHandle}/settings/keys/${appKeyId}`,
  '/[account]/apps/[app]/settings/teams/add': (account, { appHandle }) =>
    `/${account}/apps/${appHandle}/settings/teams/add?q=e`,
  '/[account]/apps/[app]/settings/teams/[team]': (account, { appHandle, teamHandle }) =>
    `/${account}/apps/${appHandle}/settings/teams/${teamHandle}`,
  '/[account]/apps/[app]/settings/collaborators': (account, { appHandle }) =>
    `/${account}/apps/${appHandle}/settings/collaborators?q=e`,
  '/[account]/apps/[app]/settings/collaborators/add': (account, { appHandle }) =>
    `/${account}/apps/${appHandle}/settings/collaborators/add`,
  '/[account]/apps/[app]/settings/collaborators/remove': (account, { appHandle, collaboratorId }) =>
    `/${account}/apps/${appHandle}/settings/collaborators/remove?ids=${collaboratorId}`,
  '/[account]/apps/[app]/settings/collaborators/[collaborator]': (account, { appHandle, collaboratorId }) =>
    `/${account}/apps/${appHandle}/settings/collaborators/${collaboratorId}`,
  '/[account]/apps/[app]/settings/transfer': (account, { appHandle }) =>
    `/${account}/apps/${appHandle}/settings/transfer`,
  '/[account]/apps': (account) => `/${account}/apps?q=p`,
  '/[account]/apps/deleted': (account) => `/${account}/apps/deleted`,
  '/[account]/apps/manage': (account, { appHandle }) => `/${account}/apps/manage?app=${appHandle}`,
  '/[account]/apps/models': (account) => `/${account}/apps/models`,
  '/[account]/apps/new': (account) => `/${account}/apps/new`,
  '/[account]/apps/workflows': (account) => `/${account}/apps/workflows`,
  '/[account]/starred': (account) => `/${account}/starred`,
  '/[account]/search/apps': (account) => `/${account}/search/apps?q=app`,
  '/[account]/audit': (account) => `/${account}/audit?q=e`,
  '/[account]/audit/[entry]': (account, theirs) => `/${account}/audit/e${theirs.eventId}`,
  '/[account]/audit/export': (account) => `/${account}/audit/export?format=jsonl`,
  '/[account]/members': (account) => `/${account}/members?q=e`,
  '/[account]/members/export': (account) => `/${account}/members/export?q=e`,
  '/[account]/members/removed': (account) => `/${account}/members/removed?q=e`,
  '/[account]/members/removed/review': (account, theirs) =>
    `/${account}/members/removed/review?ids=${theirs.admin.id}`,
  '/[account]/members/review': (account, theirs) =>
    `/${account}/members/review?do=remove&ids=${theirs.admin.id}`,
  '/[account]/members/[user]': (account, theirs) => `/${account}/members/${theirs.admin.id}`,
  '/[account]/members/invitations': (account) => `/${account}/members/invitations`,
  '/[account]/members/invite': (account) => `/${account}/members/invite`,
  '/[account]/members/invite/many': (account) => `/${account}/members/invite/many`,
  '/[account]/members/invite/many/[batch]': (account, { draftId }) =>
    `/${account}/members/invite/many/${draftId}`,
  '/[account]/members/invite/many/[batch]/send': (account, { draftId }) =>
    `/${account}/members/invite/many/${draftId}/send`,
  '/[account]/members/invitations/review': (account, { invitationId }) =>
    `/${account}/members/invitations/review?do=revoke&ids=${invitationId}`,
  '/[account]/members/invitations/export': (account) => `/${account}/members/invitations/export`,
  '/[account]/members/invitations/batches/[batch]': (account, { batchId }) =>
    `/${account}/members/invitations/batches/${batchId}`,
  '/[account]/members/invitations/batches/[batch]/progress': (account, { batchId }) =>
    `/${account}/members/invitations/batches/${batchId}/progress`,
  '/[account]/teams': (account) => `/${account}/teams?q=e`,
  '/[account]/teams/choices': (account) => `/${account}/teams/choices?q=e`,
  '/[account]/teams/new': (account) => `/${account}/teams/new`,
  ...Object.fromEntries(
    ['', '/apps', '/edit', '/restrict', '/delete', '/members/add', '/apps/add'].map((page) => [
      `/[account]/teams/[team]${page}`,
      (account: string, { teamHandle }: Theirs) => `/${account}/teams/${teamHandle}${page}`,
    ]),
  ),
  '/[account]/teams/[team]/candidates': (account, { teamHandle }) =>
    `/${account}/teams/${teamHandle}/candidates?of=members`,
  '/[account]/teams/[team]/members/review': (account, { teamHandle, labelerId }) =>
    `/${account}/teams/${teamHandle}/members/review?ids=${labelerId}`,
  '/[account]/teams/[team]/members/[user]': (account, { teamHandle, labelerId }) =>
    `/${account}/teams/${teamHandle}/members/${labelerId}`,
  '/[account]/teams/[team]/apps/[app]': (account, { teamHandle, appHandle }) =>
    `/${account}/teams/${teamHandle}/apps/${appHandle}`,
  '/[account]/webhooks': (account) => `/${account}/webhooks`,
  '/[account]/webhooks/new': (account) => `/${account}/webhooks/new`,
  ...Object.fromEntries(
    ['', '/edit', '/delete'].map((page) => [
      `/[account]/webhooks/[webhook]${page}`,
      (account: string, { webhookId }: Theirs) => `/${account}/webhooks/${webhookId}${page}`,
    ]),
  ),
  '/[account]/webhooks/[webhook]/deliveries/[delivery]': (account, { webhookId, deliveryId }) =>
    `/${account}/webhooks/${webhookId}/deliveries/${deliveryId}`,
  '/[account]/collaborations': (account) => `/${account}/collaborations?q=e`,
  '/[account]/collaborations/[collaboration]/leave': (account, { collaborationId }) =>
    `/${account}/collaborations/${collaborationId}/leave`,
  '/[account]/notifications': (account) => `/${account}/notifications`,
  '/[account]/settings': (account) => `/${account}/settings`,
  '/[account]/settings/delete': (account) => `/${account}/settings/delete`,
  '/organizations/deleted': 'no identifiers of a tenant',
  '/[account]/search': (account) => `/${account}/search?q=a`,
  '/[account]/search/people': (account) => `/${account}/search/people?q=e`,
  '/[account]/security': (account) => `/${account}/security`,
  '/[account]/security/roles': (account) => `/${account}/security/roles`,
  '/[account]/security/sessions': (account) => `/${account}/security/sessions`,
  '/[account]/security/tokens': (account) => `/${account}/security/tokens?q=e`,
  '/[account]/security/tokens/new': (account) => `/${account}/security/tokens/new`,
  '/[account]/security/tokens/policy': (account) =>
    `/${account}/security/tokens/policy?maxDays=1&approval=all`,
  '/[account]/security/tokens/[token]': (account, { tokenId }) => `/${account}/security/tokens/${tokenId}`,
  '/invitations/[token]': 'a secret opens it',
  '/shares/[token]': 'a secret opens it',
  '/verify/[token]': 'a secret opens it',
  '/verify/address/[token]': 'a secret opens it',
  '/reset/[token]': 'a secret opens it',
  '/': 'no identifiers of a tenant',
  '/_not-found': 'no identifiers of a tenant',
  '/_global-error': 'no identifiers of a tenant',
  '/icon.svg': 'no identifiers of a tenant',
  '/empty': 'no identifiers of a tenant',
  '/sign-in': 'no identifiers of a tenant',
  '/sign-up': 'no identifiers of a tenant',
  '/verify': 'no identifiers of a tenant',
  '/forgot': 'no identifiers of a tenant',
  '/organizations/new': 'no identifiers of a tenant',
  '/operator/mail': 'no identifiers of a tenant',
  '/operator/mail/[mail]': 'no identifiers of a tenant',
  '/api/auth/[...nextauth]': 'no identifiers of a tenant',
  '/api/pictures/[person]/[picture]': (_account, theirs) =>
    `/api/pictures/${theirs.admin.id}/${theirs.picture}-96.webp`,
  '/api/health': 'no identifiers of a tenant',
  '/api/ready': 'no identifiers of a tenant',
  '/api/bell': 'no identifiers of a tenant',
  '/api/bell/events': 'no identifiers of a tenant',
  ...apiPaths(),
  '/docs/api': 'no identifiers of a tenant',
  '/v2': 'no identifiers of a tenant',
  '/v2/[...path]': 'no identifiers of a tenant',
}

/** Part of what has to be one of its kind wherever it is looked up: each place takes its own. */
const own = ({ id }: Theirs) => id.slice(0, 8)
const intruder = (theirs: Theirs) => `intruder-${own(theirs)}@example.test`

export const ACTIONS: Record<string, ((theirs: Theirs) => Fields) | 'no identifiers of a tenant'> = {
  setTheme: 'no identifiers of a tenant',
  setAppNav: 'no identifiers of a tenant',
  signUpAction: 'no identifiers of a tenant',
  signInAction: 'no identifiers of a tenant',
  signOutAction: 'no identifiers of a tenant',
  sendUnsentMailsAction: 'no identifiers of a tenant',
  verifyEmailAction: 'no identifiers of a tenant',
  resendVerificationAction: 'no identifiers of a tenant',
  requestPasswordResetAction: 'no identifiers of a tenant',
  resetPasswordAction: 'no identifiers of a tenant',
  changePasswordAction: () => ({ currentPassword: 'x', password: 'a long one that nobody uses 37' }),
  revokeSessionAction: ({ admin }) => ({ session: admin.sessionId }),
  revokeOtherSessionsAction: () => ({}),
  updateNamesAction: () => ({ firstName: 'In', lastName: 'Truder' }),
  changeUsernameAction: () => ({ username: `intruder-${crypto.randomUUID().slice(0, 8)}` }),
  changePictureAction: () => ({ picture: 'x' }),
  removePictureAction: () => ({}),
  deleteAccountAction: ({ account }) => ({ confirmation: account, password: 'x' }),
  addAddressAction: (theirs) => ({ email: intruder(theirs), password: 'x' }),
  resendAddressLinkAction: ({ addressId }) => ({ address: addressId }),
  makePrimaryAddressAction: ({ addressId }) => ({ address: addressId, password: 'x' }),
  removeAddressAction: ({ addressId }) => ({ address: addressId }),
  verifyAddressAction: 'no identifiers of a tenant',
  changeMemberRoleAction: ({ memberId }) => ({ memberId, role: 'admin' }),
  removeMemberAction: ({ memberId }) => ({ memberId }),
  leaveOrganizationAction: () => ({}),
  changeMemberRolesAction: ({ admin }) => ({ ids: admin.id, newRole: 'team_contributor' }),
  removeMembersAction: ({ admin }) => ({ ids: admin.id, all: '1' }),
  reinstateMembersAction: ({ admin, memberId }) => ({ ids: admin.id, change: memberId }),
  reviewMembersAction: ({ admin }) => ({ ids: admin.id }),
  createTeamAction: () => ({ name: 'Intruders', handle: 'intruders', permission: 'full_access' }),
  updateTeamAction: ({ teamId }) => ({ teamId, name: 'Taken over', restricted: '1' }),
  deleteTeamAction: ({ teamId }) => ({ teamId }),
  restoreToTeamAction: ({ teamId }) => ({ teamId, change: teamId }),
  addTeamMembersAction: ({ teamId, admin }) => ({ teamId, ids: admin.id }),
  changeTeamMemberAction: ({ teamId, labelerId }) => ({ teamId, userId: labelerId, until: '2199-01-01' }),
  removeTeamMembersAction: ({ teamId, labelerId }) => ({ teamId, ids: labelerId, all: '1' }),
  reviewTeamMembersAction: ({ teamHandle, labelerId }) => ({ team: teamHandle, ids: labelerId }),
  addTeamAppsAction: ({ teamId, teamAppId }) => ({
    teams: teamId,
    apps: teamAppId,
    permission: 'full_access',
  }),
  changeTeamAppAction: ({ teamId, teamAppId }) => ({ teamId, appId: teamAppId, permission: 'full_access' }),
  removeTeamAppsAction: ({ teamId, teamAppId }) => ({ teams: teamId, apps: teamAppId }),
  findFreeTeamIdAction: () => ({}),
  inviteMembersAction: (theirs) => ({ emails: intruder(theirs), role: 'admin' }),
  resendInvitationAction: ({ invitationId }) => ({ invitationId }),
  renewInvitationAction: ({ invitationId }) => ({ invitationId }),
  copyInvitationLinkAction: ({ invitationId }) => ({ invitationId }),
  revokeInvitationAction: ({ invitationId }) => ({ invitationId }),
  reviewInvitationsAction: ({ invitationId }) => ({ ids: invitationId, do: 'revoke' }),
  resendInvitationsAction: ({ invitationId }) => ({ ids: invitationId }),
  renewInvitationsAction: ({ invitationId }) => ({ ids: invitationId }),
  revokeInvitationsAction: ({ invitationId }) => ({ ids: invitationId }),
  draftInvitationsAction: (theirs) => ({ text: intruder(theirs), role: 'admin' }),
  mendInvitationLinesAction: (theirs) => ({
    batchId: theirs.draftId,
    line: '1',
    'email.1': intruder(theirs),
  }),
  keepInvitationMessageAction: ({ draftId }) => ({ batchId: draftId, message: 'intruding' }),
  sendInvitationBatchAction: ({ draftId }) => ({ batchId: draftId, message: 'intruding' }),
  discardInvitationDraftAction: ({ draftId }) => ({ batchId: draftId }),
  acceptInvitationAction: ({ invitationId }) => ({ invitationId, token: invitationId }),
  declineInvitationAction: ({ invitationId }) => ({ invitationId, token: invitationId }),
  createOrganizationAction: (theirs) => ({
    name: theirs.name,
    handle: theirs.account,
    billingEmail: intruder(theirs),
  }),
  updateOrganizationAction: (theirs) => ({
    name: `Taken over ${own(theirs)}`,
    billingEmail: intruder(theirs),
  }),
  changeOrganizationIdAction: (theirs) => ({ handle: `taken-${own(theirs)}` }),
  changeInvitationLifeAction: () => ({ invitationDays: '90' }),
  changeSharingAction: () => ({ collaboratorsMayShare: '' }),
  updateAppAction: ({ appHandle }) => ({
    app: appHandle,
    name: 'Taken over',
    description: 'intruding',
    defaultLanguage: 'en',
  }),
  updateAppNotesAction: ({ appHandle }) => ({ app: appHandle, notes: 'intruding' }),
  changeAppVisibilityAction: ({ appHandle }) => ({ app: appHandle, visibility: 'public' }),
  changeBaseWorkflowAction: ({ appHandle }) => ({ app: appHandle, baseWorkflow: 'text' }),
  changeAppIdAction: ({ appHandle }) => ({ app: appHandle, handle: 'taken-over' }),
  addTeamsToAppAction: ({ teamId, teamAppId, appHandle }) => ({
    app: appHandle,
    teams: teamId,
    apps: teamAppId,
    permission: 'full_access',
  }),
  changeTeamOfAppAction: ({ teamId, teamAppId, appHandle }) => ({
    app: appHandle,
    teamId,
    appId: teamAppId,
    permission: 'full_access',
  }),
  removeTeamOfAppAction: ({ teamId, teamAppId, appHandle }) => ({
    app: appHandle,
    teams: teamId,
    apps: teamAppId,
  }),
  addCollaboratorsAction: (theirs) => ({ app: theirs.appHandle, emails: intruder(theirs), all: '1' }),
  reviewCollaboratorChangeAction: ({ appHandle, collaboratorId }) => ({
    app: appHandle,
    collaboratorId,
    scopes: 'Inputs:Get',
  }),
  changeCollaboratorAction: ({ appHandle, collaboratorId }) => ({
    app: appHandle,
    collaboratorId,
    scopes: 'Inputs:Get',
    basic: 'Input',
    basicWas: '',
  }),
  removeCollaboratorsAction: ({ appHandle, collaboratorId }) => ({
    app: appHandle,
    ids: collaboratorId,
    added: collaboratorId,
  }),
  restoreCollaboratorsAction: ({ appHandle, collaboratorId }) => ({
    app: appHandle,
    change: collaboratorId,
  }),
  resendShareAction: ({ appHandle, shareId }) => ({ app: appHandle, shareId }),
  withdrawSharesAction: ({ appHandle, shareId }) => ({ app: appHandle, ids: shareId }),
  transferAppAction: ({ appHandle, account }) => ({
    app: appHandle,
    to: account,
    name: 'Taken over',
    handle: 'taken-over',
    collaborators: 'keep',
    confirmation: appHandle,
  }),
  createWebhookAction: () => ({ url: 'https://intruder.example/', which: 'all' }),
  updateWebhookAction: ({ webhookId }) => ({ webhookId, url: 'https://intruder.example/', which: 'all' }),
  rotateWebhookSecretAction: ({ webhookId }) => ({ webhookId }),
  switchWebhookAction: ({ webhookId }) => ({ webhookId, on: '0' }),
  deleteWebhookAction: ({ webhookId }) => ({ webhookId }),
  testWebhookAction: ({ webhookId }) => ({ webhookId }),
  replayDeliveryAction: ({ webhookId, deliveryId }) => ({ webhookId, deliveryId }),
  replayFailedAction: ({ webhookId }) => ({ webhookId, since: 'all' }),
  deleteOrganizationAction: ({ account }) => ({ confirmation: account }),
  restoreOrganizationAction: ({ id }) => ({ organizationId: id }),
  createTokenAction: () => ({ name: 'intruding', access: 'all' }),
  updateTokenAction: ({ tokenId }) => ({ id: tokenId, name: 'intruding', scopes: 'All' }),
  rotateTokenAction: ({ tokenId }) => ({ id: tokenId }),
  revokeOwnTokenAction: ({ tokenId }) => ({ id: tokenId }),
  createAppKeyAction: ({ appHandle }) => ({ app: appHandle, name: 'intruding', access: 'all' }),
  rotateAppKeyAction: ({ appHandle, appKeyId }) => ({ app: appHandle, id: appKeyId }),
  revokeAppKeyAction: ({ appHandle, appKeyId }) => ({ app: appHandle, id: appKeyId }),
  approveTokenAction: ({ tokenId }) => ({ id: tokenId }),
  refuseTokenAction: ({ tokenId }) => ({ id: tokenId }),
  revokeTokenAction: ({ tokenId }) => ({ id: tokenId }),
  changeTokenPolicyAction: () => ({ maxDays: '1', approval: 'all' }),
  viewAsAction: ({ admin }) => ({ userId: admin.id }),
  stopViewingAction: 'no identifiers of a tenant',
  createAppAction: () => ({ name: 'Intruding', handle: 'intruding' }),
  duplicateAppAction: ({ appHandle }) => ({ app: appHandle, name: 'Intruding', handle: 'intruding' }),
  deleteAppAction: ({ appHandle }) => ({ app: appHandle, confirmation: appHandle }),
  reviewAppDeletionAction: ({ appHandle }) => ({ app: appHandle }),
  restoreAppAction: ({ deletedAppId }) => ({ appId: deletedAppId }),
  pinAppAction: ({ appHandle }) => ({ app: appHandle, on: '1' }),
  starAppAction: ({ appHandle }) => ({ app: appHandle, on: '1' }),
  findFreeAppIdAction: () => ({}),
  findFreeAction: () => ({}),
  latestNotificationsAction: () => ({}),
  markNotificationUnreadAction: ({ id }) => ({ notificationId: id }),
  acceptInvitationHereAction: ({ invitationId }) => ({ invitationId, token: invitationId }),
  acceptShareAction: ({ shareId }) => ({ shareId, token: shareId }),
  acceptShareHereAction: ({ shareId }) => ({ shareId, token: shareId }),
  leaveAppAction: ({ collaborationId }) => ({ collaborationId }),
  declineShareAction: ({ shareId }) => ({ shareId, token: shareId }),
  markNotificationsReadAction: ({ id }) => ({ notificationId: id, ids: id }),
}

/** The names of all fields that any form has. */
export const FIELDS = [
  ...[
    'account',
    'firstName',
    'lastName',
    'username',
    'email',
    'password',
    'currentPassword',
    'next',
    'invitation',
  ],
  ...['token', 'name', 'handle', 'billingEmail', 'emails', 'role', 'newRole', 'memberId', 'invitationId'],
  ...[
    'notificationId',
    'session',
    'theme',
    'ids',
    'all',
    'except',
    'change',
    'do',
    'q',
    'text',
    'batchId',
    'line',
  ],
  ...[
    'app',
    'description',
    'defaultLanguage',
    'notes',
    'visibility',
    'baseWorkflow',
    'to',
    'collaborators',
    'nav',
    'teamId',
    'teams',
    'teamHandle',
    'apps',
    'appId',
    'permission',
    'permissions',
    'isRestricted',
    'restricted',
    'until',
  ],
  ...['webhookId', 'deliveryId', 'url', 'which', 'event', 'since'],
  ...['appId', 'on', 'include', 'shareId', 'collaborationId'],
  ...['id', 'access', 'scopes', 'was', 'maxDays', 'approval', 'only'],
  ...['scopes', 'basic', 'basicWas', 'collaboratorId', 'added', 'collaboratorsMayShare'],
  ...['userId', 'message', 'confirmation', 'organizationId', 'invitationDays', 'address', 'picture'],
]

/** An organization with something of everything that an address or a form may name. */
export async function furnished(place: typeof world): Promise<Theirs> {
  const tail = crypto.randomUUID().slice(0, 8)
  const admin = await place.person({ firstName: `Secret${tail}`, lastName: 'Person' })
  const theirs = await place.organization({ admin, name: `Hidden Works ${tail}` })
  const labeler = await place.member(theirs, 'team_contributor')
  const team = await place.team(theirs, { people: [labeler] })
  await ownerSql()`update teams set name = ${`Veiled ${tail}`} where id = ${team.id}`
  const [app, deletedApp] = [await place.app(theirs), await place.app(theirs)]
  await place.teamApp(theirs, team.id, app.id, 'labeler_worker')
  await ownerSql()`update apps set name = ${`Concealed ${tail}`}, description = ${`Concealed ${tail}`} where id = ${app.id}`
  await ownerSql()`
    update apps set name = ${`Bygone ${tail}`}, deleted_at = now(), restorable_until = now() + interval '1 day' where id = ${deletedApp.id}`
  const [invitation] = await ownerSql()<[{ id: string }]>`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    values (${theirs.id}, ${`invited-${tail}@example.test`}, ${`invited-${tail}@example.test`}, 'admin', ${admin.id}, 'A', now() + interval '1 day')
    returning id`
  const guest = await place.person({ firstName: `Guest${tail}` })
  await place.collaborator(theirs, app.id, guest, ['Apps:Get'])
  const [collaboration] = await ownerSql()<[{ id: string }]>`
    select id from collaborators where app_id = ${app.id} and user_id = ${guest.id}`
  const [share] = await ownerSql()<[{ id: string }]>`
    insert into shares (org_id, app_id, email, email_normalized, scopes, offered_by, offerer_name, expires_at)
    values (${theirs.id}, ${app.id}, ${`shared-${tail}@example.test`}, ${`shared-${tail}@example.test`}, '{Apps:Get}', ${admin.id}, 'A',
            now() + interval '1 day')
    returning id`
  const [event] = await ownerSql()<[{ id: string }]>`
    insert into audit_events (org_id, change_id, event, actor_kind, actor_id, actor_name, target_kind, target_name)
    values (${theirs.id}, gen_random_uuid(), 'member.removed', 'person', ${admin.id}, ${admin.name}, 'member', ${`Secret${tail} Target`}) returning id`
  const [address] = await ownerSql()<[{ id: string }]>`
    insert into user_emails (user_id, email, email_normalized) values (${admin.id}, ${`more-${tail}@example.test`}, ${`more-${tail}@example.test`})
    returning id`
  const picture = randomBytes(16).toString('hex')
  await ownerSql()`update users set picture = ${picture} where id = ${admin.id}`
  const [draft, batch] = await ownerSql()<[{ id: string }, { id: string }]>`
    insert into invitation_batches (org_id, kind, state, message, created_by, creator_name, sent_at, mails)
    values (${theirs.id}, 'invite', 'draft', '', ${admin.id}, ${admin.name}, null, 0),
           (${theirs.id}, 'invite', 'sent', ${`Message ${tail}`}, ${admin.id}, ${admin.name}, now(), 1) returning id`
  await ownerSql()`
    insert into invitation_lines (org_id, batch_id, line, typed, email, email_normalized, role)
    values (${theirs.id}, ${draft.id}, 1, ${`listed-${tail}@example.test`}, ${`listed-${tail}@example.test`}, ${`listed-${tail}@example.test`}, 'admin')`
  const [webhook] = await ownerSql()<[{ id: string }]>`
    insert into webhooks (org_id, url, description, secret, created_by)
    values (${theirs.id}, ${`https://receiver-${tail}.example/`}, ${`Receiver ${tail}`}, '', ${admin.id}) returning id`
  const [delivery] = await ownerSql()<[{ id: string }]>`
    insert into webhook_deliveries (org_id, webhook_id, event, payload, state, last_answer)
    values (${theirs.id}, ${webhook.id}, 'member.removed', ${JSON.stringify({ type: `Sent ${tail}` })}::text::jsonb, 'failed', ${`Answer ${tail}`})
    returning id`
  const token = await place.token(labeler, { orgId: theirs.id, name: `Masked ${tail}` })
  const appKey = await place.token(admin, { orgId: theirs.id, appId: app.id, name: `Masked ${tail}` })
  const secrets = [
    `receiver-${tail}.example`,
    `Receiver ${tail}`,
    `Sent ${tail}`,
    `Answer ${tail}`,
    `Masked ${tail}`,
    `more-${tail}@example.test`,
    `Message ${tail}`,
    `listed-${tail}@example.test`,
    theirs.name,
    `Secret${tail}`,
    admin.email,
    labeler.email,
    `Veiled ${tail}`,
    `Concealed ${tail}`,
    `Bygone ${tail}`,
    `invited-${tail}@example.test`,
    `shared-${tail}@example.test`,
    `Guest${tail}`,
    guest.email,
  ]
  return {
    ...theirs,
    memberId: labeler.memberId,
    eventId: event.id,
    invitationId: invitation.id,
    addressId: address.id,
    picture,
    teamHandle: team.handle,
    teamId: team.id,
    teamAppId: app.id,
    labelerId: labeler.id,
    appHandle: app.handle,
    deletedAppId: deletedApp.id,
    tokenId: token.id,
    appKeyId: appKey.id,
    collaboratorId: guest.id,
    draftId: draft.id,
    batchId: batch.id,
    shareId: share.id,
    webhookId: webhook.id,
    deliveryId: delivery.id,
    collaborationId: collaboration.id,
    secrets,
  }
}

function apiPaths(): Record<string, (account: string, theirs: Theirs) => string> {
  const filled = (route: string, account: string, { appHandle, teamHandle, admin }: Theirs) =>
    route
      .replace(/\[(user|org)_id\]/, account)
      .replace('[app_id]', appHandle)
      .replace('[team_id]', teamHandle)
      .replace('[member_id]', admin.id)
      .replace(/\[\w+\]/g, 'none')
  return Object.fromEntries(
    API_ROUTES.map((route) => [route, (account: string, theirs: Theirs) => filled(route, account, theirs)]),
  )
}
