import { beforeAll, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { callerOf, ownerSql } from '@/db/testing/world'
import { addAddress } from '@/lib/addresses/commands'
import { verifyAddress } from '@/lib/addresses/verify'
import { changePassword, revokeSession, signOut } from '@/lib/auth/commands'
import { resetPassword, verifyEmail } from '@/lib/auth/mailed-links'
import { signIn } from '@/lib/auth/sign-in'
import { signUp } from '@/lib/auth/sign-up'
import {
  haveOperator,
  mailedLink,
  newcomer,
  OTHER_PASSWORD,
  PASSWORD,
  visitor,
} from '@/lib/auth/testing/people'
import { acceptInvitation } from '@/lib/invitations/answer'
import { inviteMembers } from '@/lib/invitations/commands'
import { copyInvitationLink } from '@/lib/invitations/pending'
import { createLinkSecret } from '@/lib/mail/link-secrets'
import { deleteAccount } from '@/lib/profile/delete-account'

beforeAll(haveOperator)

test('nothing that opens something stands in the history, the refused attempts, the queue, the bells or the limits', async ({
  world,
}) => {
  const form = newcomer()
  const { userId } = await signUp(visitor(), form)
  const id = userId ?? ''
  const verify = await mailedLink(id, 'verify_email')
  await verifyEmail(visitor(), { token: verify }, async () => true)
  const wrong = 'crimson tunnel above nine clouds'
  await expect(signIn(visitor(), { email: form.email, password: wrong })).rejects.toThrow()
  const signedIn = await signIn(visitor(), { email: form.email, password: PASSWORD })
  if (signedIn.outcome !== 'signed_in') throw new Error('not signed in')
  const caller = callerOf(id, signedIn.session.sessionId)
  await changePassword(caller, 'me', { currentPassword: PASSWORD, password: OTHER_PASSWORD })
  await expect(revokeSession(caller, 'me', { session: crypto.randomUUID() })).rejects.toThrow()
  const place = await world.organization()
  await inviteMembers(place.admin.caller, place.account, { emails: form.email, role: 'admin' })
  const [invitation] = await ownerSql()<
    [{ id: string }]
  >`select id from invitations where org_id = ${place.id}`
  const { url } = await copyInvitationLink(place.admin.caller, place.account, { invitationId: invitation.id })
  await acceptInvitation(caller, 'me', { token: url.split('/').at(-1) })
  const extra = `extra-${form.email}`
  await addAddress(caller, 'me', { email: extra, password: OTHER_PASSWORD })
  const prove = await addressLink(id, extra)
  await verifyAddress(caller, { token: prove })
  await expect(
    deleteAccount(caller, 'me', { confirmation: 'me', password: OTHER_PASSWORD }),
  ).rejects.toThrow()
  await signOut(caller, {})
  const reset = await mailedLink(id, 'reset_password')
  await resetPassword(visitor(), { token: reset, password: 'velvet harbor over six stones' })

  const [stored] = await ownerSql()<
    [{ password_hash: string }]
  >`select password_hash from users where id = ${id}`
  const secrets = [
    PASSWORD,
    OTHER_PASSWORD,
    wrong,
    'velvet harbor over six stones',
    verify,
    prove,
    reset,
    url,
    stored.password_hash,
    '$argon2',
  ]
  for (const table of [
    'audit_events',
    'refused_attempts',
    'notifications',
    'rate_limits',
    'graphile_worker._private_jobs',
  ]) {
    const rows = await ownerSql().unsafe<{ text: string }[]>(
      `select to_jsonb(t)::text as text from ${table} t`,
    )
    expect(rows.length, `${table} has rows`).toBeGreaterThan(0)
    for (const secret of secrets)
      expect(
        rows.filter(({ text }) => text.includes(secret)),
        `${table} holds ${secret}`,
      ).toEqual([])
  }
  const hashes =
    await ownerSql()`select 1 from user_links where encode(token_hash, 'escape') in (${verify}, ${reset})`
  expect(hashes).toEqual([])

  // What a person did or was refused can be traced: from where, and by which request.
  for (const table of ['audit_events', 'refused_attempts']) {
    const story = `from ${table} t where (org_id = any($1::uuid[]) or actor_id = any($1::uuid[]))`
    const traced = await ownerSql().unsafe(`select 1 ${story} and request_id is not null limit 1`, [
      [id, place.id],
    ])
    expect(traced, table).toHaveLength(1)
    const untraced = await ownerSql().unsafe(
      `select to_jsonb(t) as row ${story} and actor_kind in ('person', 'anonymous') and (address is null or request_id is null)`,
      [[id, place.id]],
    )
    expect(untraced, table).toEqual([])
  }
})

/** A link to an added address, as the worker makes it. Gives the secret. */
async function addressLink(userId: string, email: string): Promise<string> {
  const { secret, hash } = createLinkSecret()
  await ownerSql()`
    select worker_open_user_link(${userId}, 'verify_address', ${hash}, '1 hour', (
      select id from user_emails where user_id = ${userId} and email = ${email}))`
  return secret
}
