import { beforeAll, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona } from '@/db/testing/world'
import { signIn } from '@/lib/auth/sign-in'
import { signUp } from '@/lib/auth/sign-up'
import { givePassword, haveOperator, historyOf, newcomer, PASSWORD, visitor } from '@/lib/auth/testing/people'
import { AppError } from '@/lib/errors'
import { acceptInvitation } from '@/lib/invitations/answer'
import { inviteMembers } from '@/lib/invitations/commands'
import { changeMemberRole, leaveOrganization } from '@/lib/members/commands'
import { deleteAccount } from './delete-account'
import { getProfile } from './queries'

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )
const remove = (who: Persona, given: { confirmation?: string; password?: string } = {}) =>
  deleteAccount(who.caller, 'me', { confirmation: who.username, password: PASSWORD, ...given })
const codeOfRemoving = (who: Persona) => codeOf(remove(who))

/** Begins everything in turn while the organization's lock is held, and only then lets go. */
async function inLine(orgId: string, begin: (() => Promise<string>)[]): Promise<string[]> {
  const begun: Promise<string>[] = []
  await ownerSql().begin(async (tx) => {
    await tx`select 1 from organizations where org_id = ${orgId} for update`
    for (const one of begin) {
      begun.push(one())
      await untilWaiting(begun.length)
    }
  })
  return Promise.all(begun)
}
const admins = async (orgId: string) => {
  const rows = await ownerSql()`
    select 1 from members m join users u on u.id = m.user_id and u.deleted_at is null
     where m.org_id = ${orgId} and m.ended_at is null and m.role = 'admin' and m.expires_at is null`
  return rows.length
}

beforeAll(haveOperator)

describe('deleting one’s account', () => {
  test('wants the username typed and the password', async ({ world }) => {
    const lena = await world.person()
    await givePassword(lena)
    expect(await codeOf(remove(lena, { confirmation: 'somebody' }))).toBe('invalid')
    expect(await codeOf(remove(lena, { password: 'a guess' }))).toBe('invalid')
    expect(await codeOf(getProfile(lena.caller, 'me', {}))).toBe('ok')
    expect(await codeOf(remove(lena, { confirmation: lena.username.toUpperCase() }))).toBe('ok')
  })

  test('ends everything at once, says so by mail, and leaves the history as it was written', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'admin')
    await givePassword(lena)
    const team = await world.team(place, { people: [lena] })
    const elsewhere = await world.organization()
    const shared = await world.app(elsewhere)
    await world.collaborator(elsewhere, shared.id, lena, ['Inputs:Get'])
    const own = await world.app(lena)
    await world.collaborator(lena, own.id, place.admin, ['All'])
    await inviteMembers(lena.caller, place.account, {
      emails: 'guest@example.test',
      role: 'organization_user',
    })
    await ownerSql()`insert into user_emails (user_id, email, email_normalized, verified_at) values (${lena.id}, 'x', ${`x${lena.email}`}, now())`

    expect(await remove(lena)).toEqual({ email: lena.email })

    expect(await codeOf(getProfile(lena.caller, 'me', {}))).toBe('unauthenticated')
    expect(await codeOf(signIn(visitor(), { email: lena.email, password: PASSWORD }))).toBe('invalid')
    const sql = ownerSql()
    const [left] = await sql`
      select (select count(*)::int from members where user_id = ${lena.id} and ended_at is null) as memberships,
             (select count(*)::int from team_members where team_id = ${team.id} and ended_at is null) as teams,
             (select count(*)::int from collaborators where app_id in (${shared.id}, ${own.id}) and ended_at is null) as collaborations,
             (select count(*)::int from apps where id = ${own.id} and deleted_at is null) as apps,
             (select count(*)::int from sessions where user_id = ${lena.id} and revoked_at is null) as sessions,
             (select count(*)::int from user_emails where user_id = ${lena.id}) as addresses,
             (select state from invitations where org_id = ${place.id}) as invitation`
    expect(left).toEqual({
      memberships: 0,
      teams: 0,
      collaborations: 0,
      apps: 0,
      sessions: 0,
      addresses: 0,
      invitation: 'void',
    })
    const told = await sql`
      select event, actor_name, target_name, before ->> 'role' as role, after ->> 'account' as account from audit_events
       where org_id = ${place.id} and event in ('member.left', 'invitation.voided') order by event`
    expect(told).toEqual([
      {
        event: 'invitation.voided',
        actor_name: lena.name,
        target_name: 'guest@example.test',
        role: 'organization_user',
        account: null,
      },
      {
        event: 'member.left',
        actor_name: lena.name,
        target_name: lena.name,
        role: 'admin',
        account: 'deleted',
      },
    ])
    expect(await historyOf(lena.id)).toEqual(['account.deleted'])
    const [mail] = await sql`
      select payload -> 'request' as request from graphile_worker._private_jobs where payload -> 'request' ->> 'to' = ${lena.email}`
    expect(mail?.request).toMatchObject({ template: 'account_deleted', username: lena.username })
  })

  test('keeps no name or address but in the history', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'organization_user')
    await givePassword(lena)
    await remove(lena)
    for (const table of ['users', 'members', 'user_emails', 'sessions', 'user_links', 'notifications']) {
      const rows = await ownerSql().unsafe<{ text: string }[]>(
        `select to_jsonb(t)::text as text from ${table} t`,
      )
      for (const trace of [lena.email, lena.name, lena.username])
        expect(
          rows.filter(({ text }) => text.includes(trace)),
          `${table} holds ${trace}`,
        ).toEqual([])
    }
  })

  test('lets the address sign up again, with nothing of the old account, and keeps the username for 90 days', async ({
    world,
  }) => {
    const lena = await world.person()
    await givePassword(lena)
    await remove(lena)
    expect(await codeOf(signUp(visitor(), newcomer({ username: lena.username })))).toBe('conflict')
    const again = await signUp(visitor(), newcomer({ email: lena.email }))
    expect(again.userId).not.toBe(lena.id)
    const [free] = await ownerSql()`
      select redirects_until between now() + interval '89 days' and now() + interval '91 days' as it, state
        from handles where handle = ${lena.username}`
    expect(free).toEqual({ it: true, state: 'former' })
    const stranger = await world.person()
    expect(await codeOf(getProfile(stranger.caller, lena.username, {})), 'it leads nowhere').toBe('not_found')
  })

  test('waits for the last Admin to hand over, naming the organization', async ({ world }) => {
    const place = await world.organization({ name: `Rests ${crypto.randomUUID()}` })
    await givePassword(place.admin)
    await world.member(place, 'admin', { until: new Date(Date.now() + 3_600_000) })
    const error = await remove(place.admin).catch((e: AppError) => e)
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining(place.name) })
    await world.member(place, 'admin')
    expect(await codeOfRemoving(place.admin)).toBe('ok')
    expect(await admins(place.id)).toBe(1)
  })

  test('is refused to the last operator', async ({ world }) => {
    const sql = ownerSql()
    const lena = await world.person()
    await givePassword(lena)
    const others = await sql`update users set is_operator = false where is_operator returning id`
    await sql`update users set is_operator = true where id = ${lena.id}`
    expect(await codeOfRemoving(lena)).toBe('conflict')
    await sql`update users set is_operator = true where id in ${sql(others.map(({ id }) => id))}`
    expect(await codeOfRemoving(lena)).toBe('ok')
  })
})

describe('at the same moment', () => {
  test('two Admins, one deleting the account and one leaving, in either order: one stays', async ({
    world,
  }) => {
    for (let i = 0; i < 10; i++) {
      const place = await world.organization()
      const other = await world.member(place, 'admin')
      await givePassword(other)
      const both = [
        () => codeOfRemoving(other),
        () => codeOf(leaveOrganization(place.admin.caller, place.account, {})),
      ]
      const codes = await inLine(place.id, i % 2 ? both : both.toReversed())
      expect(codes.toSorted()).toEqual(['conflict', 'ok'])
      expect(await admins(place.id)).toBe(1)
    }
  })

  test('both deleting their accounts, sharing several organizations: one stays, and neither waits for the other for ever', async ({
    world,
  }) => {
    for (let i = 0; i < 5; i++) {
      const first = await world.organization()
      const second = await world.organization({ admin: first.admin })
      const other = await world.member(first, 'admin')
      await world.member(second, 'admin', { who: other })
      for (const who of [first.admin, other]) await givePassword(who)
      const codes = await inLine(i % 2 ? first.id : second.id, [
        () => codeOfRemoving(first.admin),
        () => codeOfRemoving(other),
      ])
      expect(codes.toSorted()).toEqual(['conflict', 'ok'])
      for (const { id } of [first, second]) expect(await admins(id)).toBe(1)
    }
  })

  test('made the last Admin while the other leaves: whoever comes first wins, and an Admin remains', async ({
    world,
  }) => {
    for (const isDeletedFirst of [true, false]) {
      const place = await world.organization()
      const lena = await world.member(place, 'organization_user')
      await givePassword(lena)
      const promote = () =>
        codeOf(
          changeMemberRole(place.admin.caller, place.account, { memberId: lena.memberId, role: 'admin' }),
        )
      const leave = () => codeOf(leaveOrganization(place.admin.caller, place.account, {}))
      const erase = () => codeOfRemoving(lena)
      const codes = await inLine(place.id, isDeletedFirst ? [erase, promote, leave] : [promote, leave, erase])
      expect(codes).toEqual(isDeletedFirst ? ['ok', 'not_found', 'conflict'] : ['ok', 'ok', 'conflict'])
      expect(await admins(place.id)).toBe(1)
    }
  })

  test('accepting an invitation, 20 times in either order: nobody who is gone is a member', async ({
    world,
  }) => {
    const place = await world.organization()
    for (let i = 0; i < 20; i++) {
      const lena = await world.person()
      await givePassword(lena)
      await inviteMembers(place.admin.caller, place.account, { emails: lena.email, role: 'admin' })
      const [invitation] = await ownerSql()<[{ id: string }]>`
        select id from invitations where org_id = ${place.id} and email_normalized = ${lena.email}`
      const accept = () => codeOf(acceptInvitation(lena.caller, 'me', { invitationId: invitation.id }))
      const begun: Promise<string>[] = []
      await ownerSql().begin(async (tx) => {
        await tx`select 1 from users where id = ${lena.id} for update`
        for (const one of i % 2
          ? [accept, () => codeOfRemoving(lena)]
          : [() => codeOfRemoving(lena), accept]) {
          begun.push(one())
          await untilWaiting(begun.length)
        }
      })
      const codes = await Promise.all(begun)
      expect(codes).toEqual(i % 2 ? ['ok', 'ok'] : ['ok', 'unauthenticated'])
      const live = await ownerSql()`select 1 from members where user_id = ${lena.id} and ended_at is null`
      expect(live).toEqual([])
    }
  }, 60_000)
})
