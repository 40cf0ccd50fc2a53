import { beforeAll, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import type { Caller } from '@/lib/actor'
import { changePassword } from '@/lib/auth/commands'
import { requestPasswordReset, resetPassword, verifyEmail } from '@/lib/auth/mailed-links'
import { signIn } from '@/lib/auth/sign-in'
import { signUp } from '@/lib/auth/sign-up'
import { haveOperator, newcomer, PASSWORD, visitor } from '@/lib/auth/testing/people'
import { AppError } from '@/lib/errors'
import { acceptInvitation } from '@/lib/invitations/answer'
import { inviteMembers } from '@/lib/invitations/commands'
import { copyInvitationLink } from '@/lib/invitations/pending'
import { listInvitations } from '@/lib/invitations/queries'
import { InvitationsSearch } from '@/lib/invitations/schemas'
import { listUnsentMails } from '@/lib/mail/queries'
import { changeMemberRole } from '@/lib/members/commands'
import { getMember } from '@/lib/members/get-member'
import { listMembers } from '@/lib/members/queries'
import { MembersSearch } from '@/lib/members/schemas'
import { listNotifications } from '@/lib/notifications/queries'
import { NotificationsSearch } from '@/lib/notifications/schemas'
import { createOrganization } from '@/lib/organizations/commands'
import { findFree } from '@/lib/organizations/queries'
import { writeCursor } from '@/lib/paging'

/** What no schema thinks of: characters that the database cannot hold, and far too much of everything. */
const HOSTILE = {
  'a NUL byte': 'mo\0re',
  'half a character': 'mo\ud83dre',
  'a megabyte': 'm'.repeat(1_000_000),
}
type Fields = Record<string, unknown>

async function outcomeOf(attempt: () => Promise<unknown>): Promise<AppError | 'fine'> {
  try {
    await attempt()
    return 'fine'
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

describe.for(Object.entries(HOSTILE))('a form with %s', ([, hostile]) => {
  beforeAll(haveOperator)

  /** Each form, once with something hostile in each of its fields: a sentence beside that field. */
  const forms: [
    name: string,
    fields: () => Fields,
    send: (fields: never, caller: Caller) => Promise<unknown>,
  ][] = [
    ['sign up', () => ({ ...newcomer() }), (fields) => signUp(visitor(), fields)],
    [
      'sign in',
      () => ({ email: 'a@example.test', password: PASSWORD }),
      (fields) => signIn(visitor(), fields),
    ],
    ['forgot', () => ({ email: 'a@example.test' }), (fields) => requestPasswordReset(visitor(), fields)],
    [
      'verify',
      () => ({ token: 'a', password: 'b' }),
      (fields) => verifyEmail(visitor(), fields, async () => false),
    ],
    ['reset', () => ({ token: 'a', password: PASSWORD }), (fields) => resetPassword(visitor(), fields)],
    [
      'change password',
      () => ({ currentPassword: PASSWORD, password: PASSWORD }),
      (fields, caller) => changePassword(caller, 'me', fields),
    ],
    [
      'create an organization',
      () => ({
        name: `Works ${crypto.randomUUID()}`,
        handle: `w-${crypto.randomUUID().slice(0, 8)}`,
        billingEmail: 'a@example.test',
      }),
      (fields, caller) => createOrganization(caller, 'me', fields),
    ],
  ]

  test.for(forms)('%s: each field says so, and nothing happens', async ([, fields, send], { world }) => {
    const { caller, id } = await world.person()
    for (const name of Object.keys(fields())) {
      const said = await outcomeOf(() => send({ ...fields(), [name]: hostile } as never, caller)) // as forged as can be
      expect(said, name).toMatchObject({ code: 'invalid', fields: { [name]: expect.any(String) } })
    }
    expect(await ownerSql()`select 1 from audit_events where org_id = ${id}`).toEqual([])
  })

  test('invite: the addresses are refused as a whole, and identifiers are none', async ({ world }) => {
    const { admin, account, id } = await world.organization()
    const said = await outcomeOf(() =>
      inviteMembers(admin.caller, account, { emails: `a@example.test ${hostile}`, role: 'admin' }),
    )
    expect(said).toMatchObject({ code: 'invalid', fields: { emails: expect.any(String) } })
    const role = hostile as 'admin' // forged
    for (const attempt of [
      () => inviteMembers(admin.caller, account, { emails: 'a@example.test', role }),
      () => changeMemberRole(admin.caller, account, { memberId: hostile, role }),
      () => copyInvitationLink(admin.caller, account, { invitationId: hostile }),
      () => acceptInvitation(admin.caller, account, { token: hostile }),
      () => acceptInvitation(admin.caller, account, { invitationId: hostile }),
      () => getMember(admin.caller, account, { userId: hostile }),
      () => getMember(admin.caller, hostile, { userId: admin.id }),
      () => findFree(admin.caller, 'me', { name: hostile, handle: 'a' }),
    ])
      expect(await outcomeOf(attempt)).toMatchObject({ code: expect.stringMatching(/invalid|not_found/) })
    expect(await ownerSql()`select 1 from invitations where org_id = ${id}`).toEqual([])
  })

  test('an address shows the list all the same', async ({ world }) => {
    const { admin, account } = await world.organization()
    for (const name of ['q', 'role', 'status', 'sort', 'dir', 'size', 'cursor', 'show']) {
      const search = { [name]: hostile }
      expect((await listMembers(admin.caller, account, MembersSearch.parse(search))).rows).toHaveLength(1)
      await listInvitations(admin.caller, account, InvitationsSearch.parse(search))
      await listNotifications(admin.caller, 'me', NotificationsSearch.parse(search))
    }
  })
})

test('ten thousand addresses are too many, and nobody is invited', async ({ world }) => {
  const { admin, account, id } = await world.organization()
  const emails = Array.from({ length: 10_000 }, (_, i) => `p${i}@example.test`).join('\n')
  expect(
    await outcomeOf(() => inviteMembers(admin.caller, account, { emails, role: 'organization_user' })),
  ).toMatchObject({ code: 'invalid', fields: { emails: expect.stringContaining('100') } })
  expect(await ownerSql()`select 1 from invitations where org_id = ${id}`).toEqual([])
})

describe('an address written by hand', () => {
  const INJECTED = [`' or true --`, `'; drop table members; --`, `\\'`, '%', '_', `"`, '$1', `x') or ('1'='1`]

  test('is data, wherever SQL could be in it', async ({ world }) => {
    const place = await world.organization()
    const theirs = await world.organization()
    for (const text of INJECTED) {
      const found = await listMembers(place.admin.caller, place.account, MembersSearch.parse({ q: text }))
      expect(found.rows, text).toHaveLength(0)
      for (const name of ['role', 'status', 'sort', 'dir', 'size', 'cursor']) {
        const search = MembersSearch.parse({ [name]: text })
        const { rows } = await listMembers(place.admin.caller, place.account, search)
        expect(
          rows.map((row) => row.userId),
          `${name}=${text}`,
        ).toEqual([place.admin.id])
      }
      const invited = await listInvitations(
        place.admin.caller,
        place.account,
        InvitationsSearch.parse({ q: text }),
      )
      expect(invited.rows, text).toHaveLength(0)
      expect(
        await outcomeOf(() => listMembers(place.admin.caller, `${theirs.account}${text}`, {})),
      ).toMatchObject({
        code: 'not_found',
      })
    }
  })

  /** Cursors that have the right shape and values which the database would choke on. */
  test('may hold any cursor', async ({ world }) => {
    const { admin, account } = await world.organization()
    const id = crypto.randomUUID()
    const moments = [
      '1',
      '2024-02-30T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '+275760-09-13T00:00:00Z',
      'infinity',
      '\0',
      `2024-01-01T00:00:00.${'0'.repeat(300)}Z`,
    ]
    for (const toward of ['after', 'before'] as const) {
      for (const moment of moments) {
        const cursor = writeCursor({ toward, values: [moment, id] })
        await listMembers(admin.caller, account, MembersSearch.parse({ cursor, sort: 'joined' }))
        await listInvitations(admin.caller, account, InvitationsSearch.parse({ cursor, sort: 'sent' }))
        await listNotifications(admin.caller, 'me', NotificationsSearch.parse({ cursor }))
      }
      for (const text of ['a\0b', '\ud800', `' or true --`]) {
        const names = writeCursor({ toward, values: [text, id] })
        await listMembers(admin.caller, account, MembersSearch.parse({ cursor: names }))
        await listInvitations(
          admin.caller,
          account,
          InvitationsSearch.parse({ cursor: names, sort: 'email' }),
        )
        const roles = writeCursor({ toward, values: [text, text, id] })
        await listMembers(admin.caller, account, MembersSearch.parse({ cursor: roles, sort: 'role' }))
      }
    }
  })
})

test('names of organizations hold nothing that cannot be seen, so none passes for another', async ({
  world,
}) => {
  const { caller } = await world.person()
  const name = `Acme ${crypto.randomUUID().slice(0, 8)}`
  const create = (name: string) =>
    createOrganization(caller, 'me', {
      name,
      handle: `w-${crypto.randomUUID().slice(0, 8)}`,
      billingEmail: 'a@example.test',
    })
  await create(name)
  for (const twin of [`${name}\u200b`, `${name}\u2060`, `\u202e${name}`, `${name}\u00ad`, `A\u0007${name}`])
    expect(await outcomeOf(() => create(twin)), JSON.stringify(twin)).toMatchObject({
      code: 'invalid',
      fields: { name: expect.stringContaining('can be seen') },
    })
  for (const twin of [`${name}\r\nBcc: x@example.test`]) {
    await create(twin)
    const [row] = await ownerSql()`select name from organizations where name like ${`${name} Bcc%`}`
    expect(row?.name).toBe(`${name} Bcc: x@example.test`)
  }
})

test('the operator’s list takes any address, and is nobody else’s', async ({ world }) => {
  const person = await world.person()
  for (const caller of [person.caller, (await world.organization()).admin.caller])
    expect(await outcomeOf(() => listUnsentMails(caller, { status: 'a\0', before: 'a\0' }))).toMatchObject({
      code: 'not_found',
    })
})
