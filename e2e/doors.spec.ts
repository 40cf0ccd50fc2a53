import { readFileSync } from 'node:fs'
import type { APIRequestContext } from '@playwright/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { hashPassword } from '@/lib/auth/password'
import { sessionCookie } from '@/lib/auth/session-token'
import { haveOperator } from '@/lib/auth/testing/people'
import { createLinkSecret } from '@/lib/mail/link-secrets'
import { ACTIONS, FIELDS, furnished } from './support/surface'
import { baseURL, expect, sealedCookie, test } from './support/world'

/** The doors of the portal, knocked at by programs: without a browser's manners, with arguments that no form of ours would send. */
type ActionManifest = { node: Record<string, { exportedName: string; workers: Record<string, unknown> }> }
const actions = () => {
  const text = readFileSync('.next/server/server-reference-manifest.json', 'utf8')
  const { node } = JSON.parse(text) as ActionManifest // written by the build
  return Object.entries(node).map(([id, { exportedName }]) => ({ id, name: exportedName }))
}
const idOf = (name: string) => actions().find((action) => action.name === name)?.id ?? ''

type Fields = Record<string, string>
const cookieOf = async (who: Persona | null): Promise<Fields> =>
  who ? { Cookie: `${sessionCookie()}=${await sealedCookie(who)}` } : {}

type Knock = { who?: Persona | null; headers?: Fields; at?: string }

async function act(
  request: APIRequestContext,
  id: string,
  fields: Record<string, string | File>,
  { who = null, headers = {}, at = '/sign-in' }: Knock,
) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value)
  body.append('0', JSON.stringify([{ status: 'idle' }, '$K1']))
  const sent = {
    ...(await cookieOf(who)),
    'Next-Action': id,
    Accept: 'text/x-component',
    Origin: baseURL,
    ...headers,
  }
  return request.post(at, { headers: sent, multipart: body, maxRedirects: 0 })
}

/** As a browser navigates, as a click in the portal fetches, and as the portal fetches ahead. */
const WAYS: Fields[] = [{}, { RSC: '1' }, { RSC: '1', 'Next-Router-Prefetch': '1', Purpose: 'prefetch' }]

/** Every field that any form has, with the same in each. */
const everyField = (value: string): Fields => Object.fromEntries(FIELDS.map((name) => [name, value]))

test('a form of another site does nothing, a form of ours does', async ({ place, request }) => {
  const { admin, account, id } = await place.organization()
  const invited = () => ownerSql()`select email from invitations where org_id = ${id}`
  const invite = (headers: Fields) =>
    act(
      request,
      idOf('inviteMembersAction'),
      { account, emails: 'friend@example.test', role: 'organization_user' },
      { who: admin, headers, at: `/${account}/members` },
    )
  const elsewhere: Fields[] = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://localhost.evil.example' },
  ]
  for (const headers of elsewhere) {
    await invite(headers)
    expect(await invited(), JSON.stringify(headers)).toEqual([])
  }
  await invite({ Origin: baseURL })
  expect(await invited()).toEqual([{ email: 'friend@example.test' }])
})

test('arguments that no form sends are answered, never an error of ours', async ({ place, request }) => {
  test.setTimeout(240_000) // every action, with many arguments
  await haveOperator()
  const { admin, account } = await place.organization()
  const forged = [
    '[]',
    '[null,null]',
    '[{},"x"]',
    '[{},{"get":1}]',
    '["$undefined",["x"]]',
    '[1,2,3]',
    '["\\ud800","\\u0000","a"]',
  ]
  for (const { id, name } of actions())
    for (const who of [admin, null]) {
      const headers = {
        ...(await cookieOf(who)),
        'Next-Action': id,
        'Content-Type': 'text/plain;charset=UTF-8',
        Origin: baseURL,
      }
      const odd = forged.map(async (data) => {
        const answer = await request.post(`/${account}`, { headers, data, maxRedirects: 0 })
        expect(answer.status(), `${name} with ${data}`).toBeLessThan(500)
      })
      const long = ['a\0b', '\0', 'm'.repeat(30_000)].map(async (value) => {
        const answer = await act(request, id, everyField(value), { who, at: `/${account}` })
        const text = await answer.text()
        expect(answer.status(), `${name}: ${text.slice(0, 200)}`).toBeLessThan(500)
        expect(text, name).not.toContain('"code":"unexpected"')
      })
      await Promise.all([...odd, ...long])
    }
})

test('who is not signed in does nothing through any action but those that let people in', async ({
  place,
  request,
}) => {
  const theirs = await furnished(place)
  const open =
    /^(setTheme|setAppNav|sign(Up|In|Out)Action|verifyEmailAction|resendVerificationAction|requestPasswordResetAction|resetPasswordAction|findFree(AppId|TeamId)?Action|latestNotificationsAction|stopViewingAction)$/
  const closed = actions().filter(({ name }) => !open.test(name))
  expect(closed.length).toBeGreaterThan(10)
  const odd: string[] = []
  for (const { id, name } of closed) {
    const takes = ACTIONS[name]
    const isByLink = typeof takes !== 'function' || /^(accept|decline)/.test(name)
    const fields: Record<string, string | File> = isByLink ? { token: 'a'.repeat(43) } : takes(theirs)
    if (name === 'changePictureAction') fields.picture = new File(['x'], 'x.png', { type: 'image/png' })
    const answer = await act(request, id, { account: theirs.account, ...fields }, {})
    const text = await answer.text()
    if (!text.includes('"code":"unauthenticated"')) odd.push(`${name}: ${text}`)
  }
  expect(odd).toEqual([])
})

test('a megabyte in a field is answered beside it, more is not even read', async ({ place, request }) => {
  const { admin, account, id } = await place.organization()
  const invite = (emails: string) =>
    act(
      request,
      idOf('inviteMembersAction'),
      { account, emails, role: 'admin' },
      { who: admin, at: `/${account}/members` },
    )
  const large = await invite('friend@example.test '.repeat(60_000))
  expect(large.status()).toBe(200)
  expect(await large.text()).toContain('That is too much text')
  for (const answer of [
    await invite('friend@example.test '.repeat(120_000)),
    await request.post('/api/auth/callback/credentials', { form: { email: 'm'.repeat(2_200_000) } }),
  ])
    expect(answer.status()).toBe(413)
  expect(await ownerSql()`select 1 from invitations where org_id = ${id}`).toEqual([])
})

test('what travels to the browser holds nothing that its reader may not see', async ({ place, request }) => {
  const organization = await place.organization()
  const user = await place.member(organization, 'organization_user')
  const labeler = await place.member(organization, 'team_contributor')
  const other = await place.member(organization, 'organization_contributor')
  const invited = `invited-${crypto.randomUUID()}@example.test`
  const { id } = organization
  await ownerSql()`update organizations set billing_email = 'billing-37@example.test' where org_id = ${id}`
  await ownerSql()`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    values (${id}, ${invited}, ${invited}, 'admin', ${organization.admin.id}, 'A', now() + interval '1 day')`
  const team = await place.team(organization, { people: [other] })
  const addresses = [organization.admin.email, other.email, invited, 'billing-37@example.test']
  const hidden = new Map([
    [user, [...addresses, labeler.email]],
    [labeler, [...addresses, user.email, organization.admin.name, other.name, user.name, team.handle]],
  ])
  const pages = [
    '',
    '/members',
    '/members?q=e',
    '/members?sort=email',
    '/members/invitations',
    '/members/invite',
    '/account',
    '/account/leave',
    '/security',
    '/security/roles',
    `/members/${other.id}`,
  ]
  for (const [who, secrets] of hidden) {
    for (const page of pages) {
      for (const headers of WAYS) {
        const answer = await request.get(`/${organization.account}${page}`, {
          headers: { ...(await cookieOf(who)), ...headers },
        })
        const text = await answer.text()
        for (const secret of secrets)
          expect(text, `${page} as ${who === user ? 'user' : 'labeler'}`).not.toContain(secret)
        expect(answer.headers()['cache-control'], page).toMatch(/no-store/)
      }
    }
  }
  const seen = await request.get(`/${organization.account}/members`, {
    headers: await cookieOf(organization.admin),
  })
  expect(await seen.text(), 'an Admin sees them').toContain(other.email)
})

test('the operator’s pages are nobody else’s', async ({ place, request }) => {
  const { admin } = await place.organization()
  const [mail] = await ownerSql()<[{ id: string }]>`
    insert into mails (id, template, to_address, subject, status, body_encrypted)
    values (gen_random_uuid(), 'reset_password', 'victim-37@example.test', 'Secret subject 37', 'kept', '\\x01') returning id`
  const operator = await place.person()
  await ownerSql()`update users set is_operator = true where id = ${operator.id}`
  for (const path of ['/operator/mail', `/operator/mail/${mail.id}`]) {
    for (const who of [admin, null]) {
      const answer = await request.get(path, { headers: await cookieOf(who) })
      expect(await answer.text(), path).not.toMatch(/victim-37|Secret subject 37/)
    }
  }
  const seen = await request.get('/operator/mail', { headers: await cookieOf(operator) })
  await ownerSql()`update users set is_operator = false where id = ${operator.id}`
  expect(await seen.text(), 'the operator sees it').toContain('victim-37')
})

test('looking changes nothing: no page, no prefetch, no program that follows links', async ({
  place,
  request,
}) => {
  const { admin, account, id } = await place.organization()
  const waiting = await place.person({ isVerified: false })
  const invited = await place.person()
  const links = await opened({ id, account, admin, name: '' }, waiting, invited)
  const pages = [
    '',
    '/account',
    '/account/leave',
    '/members',
    '/members/invitations',
    '/members/invite',
    `/members/${admin.id}`,
    '/security',
    '/security/roles',
  ]
  const own = [
    '',
    '/notifications',
    '/notifications?show=unread',
    '/security',
    '/security/sessions',
    '/account',
  ]
  const paths = [
    ...links,
    ...pages.map((page) => `/${account}${page}`),
    ...own.map((page) => `/${admin.username}${page}`),
    ...[
      '/',
      '/sign-in',
      '/sign-up',
      '/verify',
      '/forgot',
      '/organizations/new',
      '/api/auth/signout',
      '/api/auth/signin',
      '/api/auth/session',
    ],
  ]
  const before = await stateOf([admin, waiting, invited], id)
  for (const path of paths) {
    for (const who of [admin, invited, null]) {
      for (const headers of WAYS) {
        const answer = await request.get(path, {
          headers: { ...(await cookieOf(who)), ...headers },
          maxRedirects: 0,
        })
        expect(answer.status(), path).toBeLessThan(500)
      }
    }
    await request.head(path, { headers: await cookieOf(admin), maxRedirects: 0 })
  }
  expect(await stateOf([admin, waiting, invited], id)).toEqual(before)
})

test('nothing leads elsewhere, whatever is asked for and whatever host is claimed', async ({
  place,
  request,
}) => {
  const { admin, account } = await place.organization()
  const elsewhere = [
    'https://evil.example',
    '//evil.example',
    '/\\\\evil.example',
    '/%09/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
  ]
  const cookie = await cookieOf(admin)
  const leads = async (path: string, headers: Fields) =>
    (await request.get(path, { headers, maxRedirects: 0 })).headers().location ?? ''
  for (const next of elsewhere.map(encodeURIComponent)) {
    for (const page of ['/sign-in', '/sign-up']) {
      expect(new URL(await leads(`${page}?next=${next}`, cookie), baseURL).origin, next).toBe(baseURL)
      const shown = await (await request.get(`${page}?next=${next}`)).text()
      const targets = [...shown.matchAll(/(?:href|action|value)="([^"]*(?:evil|javascript:)[^"]*)"/g)]
      for (const [, target = ''] of targets)
        expect(new URL(target, baseURL).origin, `${target} on ${page}?next=${next}`).toBe(baseURL)
    }
    for (const path of [
      `/api/auth/signin?callbackUrl=${next}`,
      `/api/auth/signout?callbackUrl=${next}`,
      `/api/auth/error?callbackUrl=${next}`,
    ])
      expect(new URL(await leads(path, {}), baseURL).origin, path).toBe(baseURL)
  }
  const claimed = {
    Host: 'forged.example',
    'X-Forwarded-Host': 'forged.example',
    'X-Forwarded-Proto': 'https',
  }
  for (const path of [
    '/',
    `/${account}/members`,
    '/sign-in',
    '/forgot',
    '/organizations/new',
    '/api/auth/signin',
    '/api/auth/providers',
  ]) {
    const answer = await request.get(path, { headers: claimed, maxRedirects: 0 })
    expect(answer.headers().location ?? '', path).not.toContain('forged.example')
    expect(await answer.text(), path).not.toContain('forged.example')
  }
})

test('signing in ends the sign-in that the browser came with, and carries nothing over', async ({
  place,
  request,
}) => {
  const password = 'violet kettle under nine roofs'
  const planted = await place.person()
  const person = await place.person()
  await ownerSql()`update users set password_hash = ${await hashPassword(password)} where id = ${person.id}`
  for (const who of [person, planted]) {
    const answer = await act(request, idOf('signInAction'), { email: person.email, password }, { who })
    const cookie = answer.headers()['set-cookie'] ?? ''
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=lax/i)
    expect(cookie).not.toContain(await sealedCookie(who))
    const [before] = await ownerSql()`select revoked_at from sessions where id = ${who.sessionId}`
    expect(before?.revoked_at).not.toBeNull()
  }
  const live = await ownerSql()`select id from sessions where user_id = ${person.id} and revoked_at is null`
  expect(live).toHaveLength(2)
  const wrong = await place.person()
  await act(
    request,
    idOf('signInAction'),
    { email: person.email, password: 'not the right one at all' },
    { who: wrong },
  )
  expect(await ownerSql()`select revoked_at from sessions where id = ${wrong.sessionId}`).toEqual([
    { revoked_at: null },
  ])
})

/** Pages behind live links: to prove an address, to set a password, to answer an invitation. */
async function opened(place: Place, waiting: Persona, invited: Persona): Promise<string[]> {
  const sql = ownerSql()
  const [verify, reset, invitation] = [createLinkSecret(), createLinkSecret(), createLinkSecret()]
  await sql`
    insert into user_links (user_id, purpose, token_hash, email_normalized, expires_at) values
      (${waiting.id}, 'verify_email', ${verify.hash}, ${waiting.email}, now() + interval '1 hour'),
      (${place.admin.id}, 'reset_password', ${reset.hash}, ${place.admin.email}, now() + interval '1 hour')`
  const [row] = await sql<[{ id: string }]>`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    values (${place.id}, ${invited.email}, ${invited.email}, 'organization_user', ${place.admin.id}, 'A', now() + interval '1 day') returning id`
  await sql`insert into invitation_links (org_id, invitation_id, kind, token_hash) values (${place.id}, ${row.id}, 'mailed', ${invitation.hash})`
  await sql`insert into notifications (user_id, org_id, kind, detail) values (${place.admin.id}, ${place.id}, 'member.removed', '{}')`
  return [`/verify/${verify.secret}`, `/reset/${reset.secret}`, `/invitations/${invitation.secret}`]
}

async function stateOf(people: Persona[], org: string) {
  const sql = ownerSql()
  const ids = people.map((who) => who.id)
  return {
    links: await sql`select * from user_links where user_id in ${sql(ids)} order by id`,
    sessions: await sql`select id, revoked_at from sessions where user_id in ${sql(ids)} order by id`,
    people:
      await sql`select id, password_hash, email_verified_at from users where id in ${sql(ids)} order by id`,
    invitations: await sql`select * from invitations where org_id = ${org} order by id`,
    invitationLinks: await sql`select * from invitation_links where org_id = ${org} order by id`,
    members: await sql`select id, role, ended_at from members where org_id = ${org} order by id`,
    notifications: await sql`select * from notifications where user_id in ${sql(ids)} order by id`,
    history: await sql`select * from audit_events where org_id in ${sql([org, ...ids])} order by id`,
  }
}
