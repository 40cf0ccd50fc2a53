import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { describe, expect } from 'vitest'
import { raced, raceLimitMs } from '@/db/testing/races'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { callerOf, ownerSql, type Place } from '@/db/testing/world'
import type { Caller } from '@/lib/actor'
import { changeMemberRole } from '@/lib/members/commands'
import { acceptInvitation } from './answer'
import { resendInvitation, revokeInvitation } from './pending'

const INVITATIONS = raced(500)

type Guest = { userId: string; invitationId: string; caller: Caller }

/** Many people with a living sign-in and an invitation each, in four statements. */
async function guests(place: Place, count: number, invitedBy = place.admin.id): Promise<Guest[]> {
  const sql = ownerSql()
  const made = Array.from({ length: count }, () => ({
    user: randomUUID(),
    session: randomUUID(),
    invitation: randomUUID(),
  }))
  const rows = sql`jsonb_to_recordset(${JSON.stringify(made)}::text::jsonb) as r("user" uuid, session uuid, invitation uuid)`
  await sql`insert into accounts (id, kind) select r."user", 'user' from ${rows}`
  await sql`insert into handles (handle, display, account_id, state) select 'g-' || r."user", 'g-' || r."user", r."user", 'current' from ${rows}`
  await sql`
    insert into users (id, username, first_name, last_name, email, email_normalized, email_verified_at, password_hash)
    select r."user", 'g-' || r."user", 'Guest', 'One', r."user" || '@example.test', r."user" || '@example.test', now(), 'none' from ${rows}`
  await sql`insert into sessions (id, user_id, expires_at) select r.session, r."user", now() + interval '1 day' from ${rows}`
  await sql`
    insert into invitations (id, org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    select r.invitation, ${place.id}, r."user" || '@example.test', r."user" || '@example.test', 'organization_user', ${invitedBy}, 'Max', now() + interval '7 days'
      from ${rows}`
  return made.map(({ user, session, invitation }) => ({
    userId: user,
    invitationId: invitation,
    caller: callerOf(user, session),
  }))
}

/**
 * Forces an interleaving: holds the invitation, begins everything in turn, `abreast` at a time, each turn once the one before stands
 * in line for it, and only then lets go. So all of them have begun before any could change it.
 */
async function allAtOnce<T>(
  invitationId: string,
  begin: (() => Promise<T>)[],
  abreast = 1,
): Promise<PromiseSettledResult<T>[]> {
  const begun: Promise<T>[] = []
  await ownerSql().begin(async (tx: postgres.TransactionSql) => {
    await tx`select 1 from invitations where id = ${invitationId} for update`
    for (const [index, one] of begin.entries()) {
      const running = one()
      running.catch(() => {})
      begun.push(running)
      if ((index + 1) % abreast === 0) await untilWaiting(begun.length)
    }
  })
  return Promise.allSettled(begun)
}

const codeOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'fulfilled' ? 'ok' : (outcome.reason as { code?: string }).code

describe('interleavings', () => {
  test(
    `${INVITATIONS} invitations accepted 8 times at once: as many members, each claimed once`,
    async ({ world }) => {
      const place = await world.organization()
      for (const { invitationId, caller } of await guests(place, INVITATIONS)) {
        const eight = Array.from({ length: 8 }, () => () => acceptInvitation(caller, 'me', { invitationId }))
        expect((await allAtOnce(invitationId, eight, 8)).map(codeOf)).toEqual(Array(8).fill('ok'))
      }
      const [row] = await ownerSql()`
      select count(*)::int as members, count(distinct user_id)::int as people,
             (select count(*)::int from audit_events where org_id = ${place.id} and event = 'invitation.accepted') as claims,
             (select count(*)::int from audit_events where org_id = ${place.id} and event = 'member.joined') as joined,
             (select count(*)::int from notifications where user_id = ${place.admin.id}) as told
        from members where org_id = ${place.id} and user_id <> ${place.admin.id}`
      expect(row).toEqual({
        members: INVITATIONS,
        people: INVITATIONS,
        claims: INVITATIONS,
        joined: INVITATIONS,
        told: INVITATIONS,
      })
    },
    raceLimitMs(60_000),
  )

  test(
    'revoke against accept, in either order: never both',
    async ({ world }) => {
      const place = await world.organization()
      for (const [index, { invitationId, caller, userId }] of (await guests(place, raced(200))).entries()) {
        const accepting = () => acceptInvitation(caller, 'me', { invitationId }) as Promise<unknown>
        const revoking = () =>
          revokeInvitation(place.admin.caller, place.account, { invitationId }) as Promise<unknown>
        const codes = (
          await allAtOnce(invitationId, index % 2 ? [accepting, revoking] : [revoking, accepting])
        ).map(codeOf)
        expect(codes.toSorted()).toEqual(['conflict', 'ok'])
        const [row] = await ownerSql()`
        select state, (select count(*)::int from members where org_id = ${place.id} and user_id = ${userId}) as members
          from invitations where id = ${invitationId}`
        expect([
          { state: 'accepted', members: 1 },
          { state: 'revoked', members: 0 },
        ]).toContainEqual(row)
      }
    },
    raceLimitMs(60_000),
  )

  test(
    'resend against accept: an old link never opens what was sent again',
    async ({ world }) => {
      const place = await world.organization()
      const { createLinkSecret } = await import('@/lib/mail/link-secrets')
      for (const { invitationId, caller } of await guests(place, raced(25))) {
        const { secret, hash } = createLinkSecret()
        await ownerSql()`select worker_open_invitation_link(${place.id}, ${invitationId}, ${hash})`
        const codes = (
          await allAtOnce(invitationId, [
            () => resendInvitation(place.admin.caller, place.account, { invitationId }) as Promise<unknown>,
            () => acceptInvitation(caller, 'me', { token: secret }),
          ])
        ).map(codeOf)
        expect(codes).toEqual(['ok', 'conflict'])
      }
    },
    raceLimitMs(60_000),
  )

  test(
    'demotion against accept: whoever comes in came in before it',
    async ({ world }) => {
      const place = await world.organization()
      for (let i = 0; i < raced(25); i++) {
        const max = await world.member(place, 'admin')
        const [guest] = await guests(place, 1, max.id)
        if (!guest) throw new Error('no guest')
        const { invitationId, caller, userId } = guest
        const [demoted, accepted] = await allAtOnce<unknown>(invitationId, [
          () =>
            changeMemberRole(place.admin.caller, place.account, {
              memberId: max.memberId,
              role: 'organization_user',
            }),
          () => acceptInvitation(caller, 'me', { invitationId }),
        ])
        expect(demoted?.status).toBe('fulfilled')
        const [row] = await ownerSql()`
        select state, (select count(*)::int from members where org_id = ${place.id} and user_id = ${userId}) as members
          from invitations where id = ${invitationId}`
        expect([accepted && codeOf(accepted), row]).toEqual(['conflict', { state: 'void', members: 0 }])
      }
    },
    raceLimitMs(60_000),
  )
})
