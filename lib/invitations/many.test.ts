import type postgres from 'postgres'
import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Place } from '@/db/testing/world'
import { draft, freshOnes, invitationsOf, send, spreadJobs } from '@/lib/invitation-batches/batch.fixture'
import { getInvitationBatch } from '@/lib/invitation-batches/progress'
import { acceptInvitation } from './answer'
import {
  accept,
  bellOf,
  eventsOf,
  expire,
  invite,
  latest,
  mailedSecret,
  memberships,
} from './invitation.fixture'
import { PER_ADDRESS_AND_DAY } from './limits'
import { renewInvitations, resendInvitations, reviewInvitations, revokeInvitations } from './many'
import { findInvitation } from './queries'

const none = { ids: [], all: false, except: [], q: undefined, role: undefined, status: undefined }
const these = (ids: string[]) => ({ ...none, ids })
const all = (more: object = {}) => ({ ...none, all: '1', ...more })

async function invited(place: Place, count: number): Promise<string[]> {
  const batchId = await draft(place, freshOnes(count).join('\n'))
  await send(place, batchId)
  return (await invitationsOf(place)).filter((row) => row.batch_id === batchId).map(({ id }) => id as string)
}

describe('many invitations at once', () => {
  test('are reviewed first: how many, whose, and what is left out', async ({ world }) => {
    const place = await world.organization()
    const ids = await invited(place, 15)
    await expire(ids[0] ?? '')
    await ownerSql()`update invitations set state = 'accepted' where id = ${ids[1] ?? ''}`
    const review = (deed: string, chosen: object) =>
      reviewInvitations(place.admin.caller, place.account, { ...chosen, do: deed })
    const resend = await review('resend', these(ids))
    expect(resend).toMatchObject({ done: 13, expired: 1, gone: 1, overLimit: 0, allowance: { left: 485 } })
    expect(resend.who).toHaveLength(10)
    expect(await review('renew', these(ids))).toMatchObject({ done: 14, expired: 0, gone: 1 })
    expect(await review('revoke', all({ status: 'expired' }))).toMatchObject({
      done: 1,
      gone: 0,
      allowance: null,
    })
    expect(await review('revoke', all({ except: ids.slice(0, 5).join() }))).toMatchObject({ done: 10 })
  })

  test('resent: new mails, old links dead, expired ones left alone, progress to look at', async ({
    world,
  }) => {
    const place = await world.organization()
    const ids = await invited(place, 3)
    const secret = await mailedSecret(place, ids[0] ?? '')
    await expire(ids[2] ?? '')
    const result = await resendInvitations(place.admin.caller, place.account, these(ids))
    expect(result).toMatchObject({ done: 2, expired: 1, gone: 0 })
    expect(await findInvitation(secret, place.admin.caller)).toMatchObject({ state: 'replaced' })
    expect((await spreadJobs(result.batchId ?? ''))[0]?.invitationIds.toSorted()).toEqual(
      ids.slice(0, 2).toSorted(),
    )
    const { batch, progress } = await getInvitationBatch(place.admin.caller, place.account, {
      batchId: result.batchId ?? '',
    })
    expect([batch.kind, progress.mails]).toEqual(['resend', 2])
    expect((await eventsOf(place)).filter((event) => event === 'invitation.resent')).toHaveLength(2)
  })

  test('resent for an Admin whose time has run out go out in the name of who resends', async ({ world }) => {
    const place = await world.organization()
    const max = await world.member(place, 'admin', { until: new Date(Date.now() + 60_000) })
    const lena = await world.person()
    const id = await invite(place, lena.email, 'organization_user', max)
    const kept = await invite(place, (await world.person()).email)
    await ownerSql()`update members set expires_at = now() - interval '1 second' where id = ${max.memberId}`
    const other = await world.member(place, 'admin')
    await resendInvitations(other.caller, place.account, these([id, kept]))
    expect(await latest(place, lena.email)).toMatchObject({ invited_by: other.id, inviter_name: other.name })
    const [still] = await ownerSql()`select invited_by from invitations where id = ${kept}`
    expect(still?.invited_by).toBe(place.admin.id)
    await accept(lena, await mailedSecret(place, id))
  })

  test('renewed: full time again for all of them, expired or not', async ({ world }) => {
    const place = await world.organization()
    const ids = await invited(place, 2)
    await expire(ids[0] ?? '')
    await ownerSql()`update organizations set invitation_ttl_days = 30 where org_id = ${place.id}`
    const other = await world.member(place, 'admin')
    expect(await renewInvitations(other.caller, place.account, all())).toMatchObject({ done: 2 })
    for (const row of await invitationsOf(place)) {
      expect(row.expires_at.getTime() - Date.now()).toBeCloseTo(30 * 86_400_000, -5)
      expect(row.invited_by).toBe(other.id)
    }
  })

  test('deleted by a filter: those alone, with their links, and news of them is settled', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email, 'admin')
    const secret = await mailedSecret(place, id)
    const kept = await invited(place, 2)
    const result = await revokeInvitations(place.admin.caller, place.account, all({ role: 'admin' }))
    expect(result).toMatchObject({ done: 1, batchId: null })
    await expect(accept(lena, secret)).rejects.toMatchObject({ message: expect.stringMatching(/withdrawn/) })
    expect(await bellOf(lena)).toMatchObject([{ read_at: expect.any(Date) }])
    const open = (await invitationsOf(place)).filter(({ state }) => state === 'pending')
    expect(open.map((row) => row.id).toSorted()).toEqual(kept.toSorted())
    expect((await eventsOf(place)).filter((event) => event === 'invitation.revoked')).toHaveLength(1)
  })

  test('leave out addresses that were written to too often, and say so where nothing is left', async ({
    world,
  }) => {
    const place = await world.organization()
    const [id] = await invited(place, 1)
    for (let i = 1; i < PER_ADDRESS_AND_DAY; i++)
      await resendInvitations(place.admin.caller, place.account, these([id ?? '']))
    await expect(
      renewInvitations(place.admin.caller, place.account, these([id ?? ''])),
    ).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/too often/) })
    const ids = await invited(place, 1)
    expect(
      await renewInvitations(place.admin.caller, place.account, these([...ids, id ?? ''])),
    ).toMatchObject({ done: 1, overLimit: 1 })
  })

  test('are refused past the limit of the hour, all of them', async ({ world }) => {
    const place = await world.organization()
    const ids = await invited(place, 300)
    await expect(resendInvitations(place.admin.caller, place.account, these(ids))).rejects.toMatchObject({
      code: 'rate_limited',
    })
    expect((await eventsOf(place)).filter((event) => event === 'invitation.resent')).toEqual([])
  })

  test('of another organization are not found, and nobody but an Admin touches any', async ({ world }) => {
    const [place, elsewhere] = [await world.organization(), await world.organization()]
    const contributor = await world.member(place, 'organization_contributor')
    const ids = await invited(place, 2)
    for (const command of [resendInvitations, renewInvitations]) {
      await expect(command(elsewhere.admin.caller, elsewhere.account, these(ids))).rejects.toMatchObject({
        code: 'invalid',
      })
      await expect(command(contributor.caller, place.account, all())).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    expect(await revokeInvitations(elsewhere.admin.caller, elsewhere.account, these(ids))).toMatchObject({
      done: 0,
      gone: 2,
    })
    await expect(revokeInvitations(contributor.caller, place.account, all())).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      reviewInvitations(elsewhere.admin.caller, place.account, { ...these(ids), do: 'revoke' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect((await invitationsOf(place)).map(({ state }) => state)).toEqual(['pending', 'pending'])
  })
})

/** Holds a row, begins everything in turn, each once the one before waits, and only then lets go. */
async function inTurn(
  hold: (tx: postgres.TransactionSql) => Promise<unknown>,
  begin: (() => Promise<unknown>)[],
) {
  const begun: Promise<unknown>[] = []
  await ownerSql().begin(async (tx) => {
    await hold(tx)
    for (const one of begin) {
      const running = one()
      running.catch(() => {})
      begun.push(running)
      await untilWaiting(begun.length)
    }
  })
  return Promise.allSettled(begun)
}

describe('interleavings', () => {
  test('accepting while many are deleted: never both, in either order', async ({ world }) => {
    for (let round = 0; round < 20; round++) {
      const place = await world.organization()
      const guest = await world.person()
      const invitationId = await invite(place, guest.email)
      const ids = [invitationId, ...(await invited(place, 3))]
      const accepting = () => acceptInvitation(guest.caller, guest.username, { invitationId })
      const deleting = () => revokeInvitations(place.admin.caller, place.account, these(ids))
      const [first, second] = await inTurn(
        (tx) => tx`select 1 from invitations where id = ${invitationId} for update`,
        round % 2 ? [accepting, deleting] : [deleting, accepting],
      )
      const [accepted, deleted] = round % 2 ? [first, second] : [second, first]
      expect(deleted).toMatchObject({
        status: 'fulfilled',
        value: { done: round % 2 ? 3 : 4, gone: round % 2 },
      })
      expect(accepted?.status).toBe(round % 2 ? 'fulfilled' : 'rejected')
      expect(await memberships(place, guest)).toHaveLength(round % 2)
    }
  }, 60_000)

  test('two lists with the same people, sent at once in opposite orders: each is invited once', async ({
    world,
  }) => {
    for (let round = 0; round < 10; round++) {
      const place = await world.organization()
      const other = await world.member(place, 'admin')
      const emails = freshOnes(60)
      const mine = await draft(place, emails.slice(0, 40).join('\n'))
      const theirs = await draft(place, emails.slice(20).toReversed().join('\n'), { by: other })
      // Whoever comes first waits for this one address in the middle of both.
      const results = await inTurn(
        (tx) => tx`
          insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
          values (${place.id}, ${emails[30] ?? ''}, ${emails[30] ?? ''}, 'admin', ${place.admin.id}, 'Max', now() + interval '1 day')`,
        [() => send(place, mine), () => send(place, theirs, '', other)],
      )
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      const rows = await invitationsOf(place)
      expect(rows.map(({ email }) => email)).toEqual(emails.toSorted())
      const jobs = [...(await spreadJobs(mine)), ...(await spreadJobs(theirs))]
      const mailed = jobs.flatMap(({ invitationIds }) => invitationIds)
      expect(mailed.toSorted()).toEqual(
        rows
          .filter(({ batch_id }) => batch_id !== null)
          .map(({ id }) => id)
          .toSorted(),
      )
      const outcomes = await ownerSql()<{ outcome: { new: number; invited: number } }[]>`
        select outcome from invitation_batches where org_id = ${place.id} order by sent_at`
      expect(outcomes.map(({ outcome }) => outcome.new + outcome.invited)).toEqual([40, 40])
    }
  }, 60_000)
})
