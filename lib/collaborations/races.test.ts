import type postgres from 'postgres'
import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql } from '@/db/testing/world'
import { acceptShare, declineShare } from './answer'
import { share } from './share.fixture'

const outcome = (answer: Promise<unknown>) =>
  answer.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

/** Forces an interleaving: something is changed and not yet committed, everything else begins and stands in line, then it commits. */
async function meanwhile(
  change: (tx: postgres.TransactionSql) => Promise<unknown>,
  begin: (() => Promise<unknown>)[],
) {
  const begun: Promise<string>[] = []
  await ownerSql().begin(async (tx: postgres.TransactionSql) => {
    await change(tx)
    for (const one of begin) {
      begun.push(outcome(one()))
      await untilWaiting(begun.length)
    }
  })
  return Promise.all(begun)
}

describe('at the same moment', () => {
  test('the same person accepts twice: one grant, one token, one line in the history', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const shareId = await share({ place, app }, place.admin, lena.email)
    const accept = () => acceptShare(lena.caller, 'me', { shareId })
    const held = await meanwhile(
      (tx) => tx`select 1 from shares where id = ${shareId} for update`,
      [accept, accept],
    )
    expect(held).toEqual(['done', 'done'])
    const [counted] = await ownerSql()`
      select (select count(*)::int from collaborators where user_id = ${lena.id}) as grants,
             (select count(*)::int from tokens where user_id = ${lena.id}) as tokens,
             (select count(*)::int from audit_events where org_id = ${place.id} and actor_id = ${lena.id}) as lines`
    expect(counted).toEqual({ grants: 1, tokens: 1, lines: 1 })
  })

  test('accepted and declined: one of them counts', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const shareId = await share({ place, app }, place.admin, lena.email)
    const both = await meanwhile(
      (tx) => tx`select 1 from shares where id = ${shareId} for update`,
      [acceptShare, declineShare].map((answer) => () => answer(lena.caller, 'me', { shareId })),
    )
    expect(both.sort()).toEqual(['conflict', 'done'])
  })

  test('two offers of one app to two addresses of one person: both count, one grant lives', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const other = `second-${lena.email}`
    await ownerSql()`insert into user_emails (user_id, email, email_normalized, verified_at) values (${lena.id}, ${other}, ${other}, now())`
    const [first, second] = [
      await share({ place, app }, place.admin, lena.email),
      await share({ place, app }, place.admin, other),
    ]
    const both = await meanwhile(
      (tx) => tx`select 1 from apps where id = ${app.id} for update`,
      [first, second].map((shareId) => () => acceptShare(lena.caller, 'me', { shareId })),
    )
    expect(both).toEqual(['done', 'done'])
    const live = await ownerSql()`select 1 from collaborators where user_id = ${lena.id} and ended_at is null`
    const tokens = await ownerSql()`select 1 from tokens where user_id = ${lena.id} and revoked_at is null`
    expect([live.length, tokens.length]).toEqual([1, 1])
  })

  test.for([
    ['the share is withdrawn', 'guest', `update shares set state = 'revoked' where offered_by = $1`],
    ['the offerer is removed', 'member', 'update members set ended_at = now() where user_id = $1'],
    ['the offerer is demoted', 'member', `update members set role = 'organization_user' where user_id = $1`],
    [
      'the offerer is no collaborator any more',
      'guest',
      'update collaborators set ended_at = now() where user_id = $1',
    ],
    [
      'the app is deleted',
      'guest',
      `update apps set deleted_at = now(), restorable_until = now() + interval '30 days' where id = (select app_id from shares where offered_by = $1)`,
    ],
  ] as const)('%s: nothing begins', async ([, kind, change], { world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const giver =
      kind === 'member' ? await world.member(place, 'organization_contributor') : await world.person()
    if (kind === 'guest')
      await world.collaborator(place, app.id, giver, ['Apps:Get', 'Collaborators:Get', 'Collaborators:Add'])
    const shareId = await share({ place, app }, giver, lena.email)
    const accept = () => acceptShare(lena.caller, 'me', { shareId })
    expect(await meanwhile((tx) => tx.unsafe(change, [giver.id]), [accept])).toEqual(['conflict'])
    expect(await ownerSql()`select 1 from collaborators where user_id = ${lena.id}`).toHaveLength(0)
  })
})
