import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { APIRequestContext } from '@playwright/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { sessionCookie } from '@/lib/auth/session-token'
import { baseURL, expect, sealedCookie, test } from './support/world'

/**
 * Every route and every action, from the build's own manifests, with identifiers of an organization that the caller has no tie to: plain,
 * encoded, doubled, in bodies. They find nothing, change nothing, and answer like what does not exist. A new route or action without a
 * line here fails.
 */
type Theirs = Place & {
  memberId: string
  eventId: string
  invitationId: string
  addressId: string
  picture: string
  teamHandle: string
  draftId: string
  batchId: string
  secrets: string[]
}
type Fields = Record<string, string>

const PATHS: Record<
  string,
  ((account: string, theirs: Theirs) => string) | 'no identifiers of a tenant' | 'a secret opens it'
> = {
  '/[account]': (account) => `/${account}`,
  '/[account]/account': (account) => `/${account}/account`,
  '/[account]/account/delete-account': (account) => `/${account}/account/delete-account`,
  '/[account]/account/emails/add': (account) => `/${account}/account/emails/add`,
  '/[account]/account/emails/[email]': (account, theirs) => `/${account}/account/emails/${theirs.addressId}`,
  '/[account]/account/leave': (account) => `/${account}/account/leave`,
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
  '/[account]/notifications': (account) => `/${account}/notifications`,
  '/[account]/settings': (account) => `/${account}/settings`,
  '/[account]/settings/delete': (account) => `/${account}/settings/delete`,
  '/organizations/deleted': 'no identifiers of a tenant',
  '/[account]/search': (account) => `/${account}/search?q=a`,
  '/[account]/search/people': (account) => `/${account}/search/people?q=e`,
  '/[account]/security': (account) => `/${account}/security`,
  '/[account]/security/roles': (account) => `/${account}/security/roles`,
  '/[account]/security/sessions': (account) => `/${account}/security/sessions`,
  '/invitations/[token]': 'a secret opens it',
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
}

const ACTIONS: Record<string, ((theirs: Theirs) => Fields) | 'no identifiers of a tenant'> = {
  setTheme: 'no identifiers of a tenant',
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
  addAddressAction: () => ({ email: 'intruder@example.test', password: 'x' }),
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
  inviteMembersAction: () => ({ emails: 'intruder@example.test', role: 'admin' }),
  resendInvitationAction: ({ invitationId }) => ({ invitationId }),
  renewInvitationAction: ({ invitationId }) => ({ invitationId }),
  copyInvitationLinkAction: ({ invitationId }) => ({ invitationId }),
  revokeInvitationAction: ({ invitationId }) => ({ invitationId }),
  reviewInvitationsAction: ({ invitationId }) => ({ ids: invitationId, do: 'revoke' }),
  resendInvitationsAction: ({ invitationId }) => ({ ids: invitationId }),
  renewInvitationsAction: ({ invitationId }) => ({ ids: invitationId }),
  revokeInvitationsAction: ({ invitationId }) => ({ ids: invitationId }),
  draftInvitationsAction: () => ({ text: 'intruder@example.test', role: 'admin' }),
  mendInvitationLinesAction: ({ draftId }) => ({
    batchId: draftId,
    line: '1',
    'email.1': 'intruder@example.test',
  }),
  keepInvitationMessageAction: ({ draftId }) => ({ batchId: draftId, message: 'intruding' }),
  sendInvitationBatchAction: ({ draftId }) => ({ batchId: draftId, message: 'intruding' }),
  discardInvitationDraftAction: ({ draftId }) => ({ batchId: draftId }),
  acceptInvitationAction: ({ invitationId }) => ({ invitationId, token: invitationId }),
  declineInvitationAction: ({ invitationId }) => ({ invitationId, token: invitationId }),
  createOrganizationAction: ({ account, name }) => ({
    name,
    handle: account,
    billingEmail: 'intruder@example.test',
  }),
  updateOrganizationAction: () => ({ name: 'Taken over', billingEmail: 'intruder@example.test' }),
  changeOrganizationIdAction: () => ({ handle: 'taken-over' }),
  changeInvitationLifeAction: () => ({ invitationDays: '90' }),
  deleteOrganizationAction: ({ account }) => ({ confirmation: account }),
  restoreOrganizationAction: ({ id }) => ({ organizationId: id }),
  findFreeAction: () => ({}),
  latestNotificationsAction: () => ({}),
  markNotificationUnreadAction: ({ id }) => ({ notificationId: id }),
  acceptInvitationHereAction: ({ invitationId }) => ({ invitationId, token: invitationId }),
  markNotificationsReadAction: ({ id }) => ({ notificationId: id, ids: id }),
}

/** Of these, each one that an Admin's request brings to a good end, in this order. */
const OWN = [
  'inviteMembersAction',
  'copyInvitationLinkAction',
  'resendInvitationAction',
  'changeMemberRoleAction',
]

type ActionManifest = {
  node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }>
}
const manifest = <T>(file: string): T => JSON.parse(readFileSync(`.next/${file}`, 'utf8')) as T // written by the build
const routes = () => [
  ...new Set(Object.values(manifest<Record<string, string>>('app-path-routes-manifest.json'))),
]
const actions = () =>
  Object.entries(manifest<ActionManifest>('server/server-reference-manifest.json').node).map(
    ([id, action]) => ({ id, ...action }),
  )

/** The ways in which the same handle can be spelled in an address. */
const spellings = (handle: string) => [
  handle,
  handle.toUpperCase(),
  `%${handle.charCodeAt(0).toString(16)}${handle.slice(1)}`,
  encodeURIComponent(encodeURIComponent(`${handle}/`)),
  `${handle}/${handle}`,
  `./${handle}`,
]

test.describe('identifiers of another organization', () => {
  // Every route and action in every spelling as everybody: more than a thousand requests, and each new page adds its own.
  test.describe.configure({ timeout: 240_000 })

  test('every route and action has its line', () => {
    expect(routes().filter((route) => !(route in PATHS))).toEqual([])
    expect(
      actions()
        .map((action) => action.exportedName)
        .filter((name) => !(name in ACTIONS)),
    ).toEqual([])
  })

  test('find nothing on any page', async ({ place, request }) => {
    test.setTimeout(180_000) // each route in each spelling, for three kinds of callers
    const theirs = await furnished(place)
    const mine = await place.organization()
    for (const who of [mine.admin, await place.person(), null]) {
      for (const [route, path] of Object.entries(PATHS)) {
        if (typeof path === 'string') continue
        const asked = spellings(theirs.account).map(async (spelling) => {
          const answer = await request.get(path(spelling, theirs), {
            headers: await headersOf(who),
            maxRedirects: 5,
          })
          const text = await answer.text()
          for (const secret of theirs.secrets)
            expect(text, `${route} as ${spelling} tells ${secret}`).not.toContain(secret)
        })
        await Promise.all(asked)
        const [real, none] = [
          await shapeOf(path(theirs.account, theirs)),
          await shapeOf(path('no-such-organization', theirs)),
        ]
        expect(real, `${route} answers like one that does not exist`).toEqual(none)
      }
      async function shapeOf(path: string) {
        const answer = await request.get(path, { headers: await headersOf(who), maxRedirects: 0 })
        const main = /<main[\s\S]*?<\/main>/.exec(await answer.text())?.[0] ?? ''
        return {
          status: answer.status(),
          main: main.replace(/(no-such-organization|org-[0-9a-f]{10})/g, '…').replace(/nonce="[^"]*"/g, ''),
        }
      }
    }
  })

  test('change nothing through any action', async ({ place, request }) => {
    const theirs = await furnished(place)
    const mine = await place.organization()
    const before = await everythingOf(theirs)
    for (const who of [mine.admin, await place.person(), null]) {
      for (const action of actions()) {
        const fieldsOf = ACTIONS[action.exportedName]
        if (typeof fieldsOf !== 'function') continue
        for (const account of [...spellings(theirs.account), mine.account, theirs.id]) {
          const answer = await submit(request, action, who, mine, { account, ...fieldsOf(theirs) })
          const text = await answer.text()
          expect(answer.status(), `${action.exportedName} on ${account}: ${text.slice(0, 300)}`).toBeLessThan(
            500,
          )
          for (const secret of theirs.secrets) {
            if (!Object.values(fieldsOf(theirs)).includes(secret))
              expect(text, action.exportedName).not.toContain(secret)
          }
        }
      }
    }
    expect(await everythingOf(theirs)).toEqual(before)

    // The same requests by somebody who may: so it was not for their form that they found nothing.
    const known = actions().filter((action) => OWN.includes(action.exportedName))
    for (const action of known) {
      const fieldsOf = ACTIONS[action.exportedName]
      if (typeof fieldsOf !== 'function') continue
      const answer = await submit(request, action, theirs.admin, theirs, {
        account: theirs.account,
        ...fieldsOf(theirs),
      })
      expect(await answer.text(), action.exportedName).toContain('"status":"ok"')
    }
    expect(known).toHaveLength(OWN.length)
  })
})

type Action = ReturnType<typeof actions>[number]

async function submit(
  request: APIRequestContext,
  action: Action,
  who: Persona | null,
  where: Place,
  fields: Fields,
) {
  return request.post(addressOf(Object.keys(action.workers)[0] ?? '', where), {
    headers: {
      ...(await headersOf(who)),
      'Next-Action': action.id,
      Accept: 'text/x-component',
      Origin: baseURL,
    },
    multipart: asArguments(fields),
    maxRedirects: 0,
  })
}

/** How a form's state and fields travel to an action: the arguments `[{status}, form]`, after the fields that they point to. */
function asArguments(fields: Fields): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value)
  body.append('0', JSON.stringify([{ status: 'idle' }, '$K1']))
  return body
}

/** A page on which the action exists, in the caller's own organization. */
function addressOf(page: string, mine: Place): string {
  const path = page
    .replace(/^app/, '')
    .replace(/\/\([^)]*\)/g, '')
    .replace(/\/page$/, '')
  return path.replace('[account]', mine.account).replace(/\[[^\]]*\]/g, 'none') || '/'
}

async function headersOf(who: Persona | null): Promise<Fields> {
  return who ? { Cookie: `${sessionCookie()}=${await sealedCookie(who)}` } : {}
}

async function furnished(place: typeof import('@/db/testing/world').world): Promise<Theirs> {
  const tail = crypto.randomUUID().slice(0, 8)
  const admin = await place.person({ firstName: `Secret${tail}`, lastName: 'Person' })
  const theirs = await place.organization({ admin, name: `Hidden Works ${tail}` })
  const labeler = await place.member(theirs, 'team_contributor')
  const team = await place.team(theirs, { people: [labeler] })
  const [invitation] = await ownerSql()<[{ id: string }]>`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    values (${theirs.id}, ${`invited-${tail}@example.test`}, ${`invited-${tail}@example.test`}, 'admin', ${admin.id}, 'A', now() + interval '1 day')
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
  const secrets = [
    `more-${tail}@example.test`,
    `Message ${tail}`,
    `listed-${tail}@example.test`,
    theirs.name,
    `Secret${tail}`,
    admin.email,
    labeler.email,
    team.handle,
    `invited-${tail}@example.test`,
  ]
  return {
    ...theirs,
    memberId: labeler.memberId,
    eventId: event.id,
    invitationId: invitation.id,
    addressId: address.id,
    picture,
    teamHandle: team.handle,
    draftId: draft.id,
    batchId: batch.id,
    secrets,
  }
}

/** All rows of the organization, in every table of a tenant. What was refused is written down and sealed, so those tables may grow. */
async function everythingOf({ id, admin }: Place) {
  const sql = ownerSql()
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'refused_attempts' and c.relname !~ '^audit_(seals|chains|checkpoints|waiting)$' order by 1`
  const rows = tables.map(async ({ name }) => [
    name,
    await sql`select to_jsonb(t) as row from ${sql(name)} t where org_id = ${id} order by 1`,
  ])
  const person = sql`select revoked_at, password_hash, username, first_name, last_name, picture, deleted_at,
           (select jsonb_agg(e.email order by e.id) from user_emails e where e.user_id = u.id) as addresses from sessions s join users u on u.id = s.user_id where u.id = ${admin.id}`
  return Object.fromEntries(await Promise.all([...rows, Promise.all(['person', person])]))
}
