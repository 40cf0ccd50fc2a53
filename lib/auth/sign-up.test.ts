import { beforeAll, describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, world } from '@/db/testing/world'
import { AppError } from '@/lib/errors'
import { verifyEmail } from './mailed-links'
import { signIn } from './sign-in'
import { signUp } from './sign-up'
import {
  findUser,
  haveOperator,
  historyOf,
  invitationLink,
  mailedLink,
  mailsTo,
  newcomer,
  PASSWORD,
  visitor,
} from './testing/people'

/** Somebody with a proven address. */
async function proven() {
  const first = newcomer()
  const made = await signUp(visitor(), first)
  await ownerSql()`update users set email_verified_at = now() where id = ${made.userId}`
  return { first, made }
}

const fieldsOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => null,
    (e: unknown) => e,
  )
  return error instanceof AppError ? error.fields : error
}

describe('signing up', () => {
  beforeAll(haveOperator)

  test('makes an account that waits for its mail, and is not signed in', async () => {
    const form = newcomer({ email: 'New.Person@Example.TEST', username: 'New-Person' })
    const signedUp = await signUp(visitor(), form)
    expect(signedUp.session).toBeNull()
    const user = await findUser('new.person@example.test')
    expect(user).toMatchObject({
      username: 'New-Person',
      email: 'New.Person@Example.TEST',
      email_verified_at: null,
    })
    expect(user).toMatchObject({ is_operator: false })
    expect(user?.password_hash).not.toContain(PASSWORD)
    expect(await mailsTo(user?.id)).toEqual(['verify_email'])
    expect(await historyOf(user?.id)).toEqual(['account.created'])
  })

  test('with a known address says the same, changes nothing, and mails its owner', async () => {
    const { first, made } = await proven()
    const before = await findUser(first.email)
    const again = await signUp(
      visitor(),
      newcomer({ email: first.email.toUpperCase(), password: 'amber ladder beside lakes' }),
    )
    expect({ ...again, email: '', userId: '', passwordHash: '' }).toEqual({
      ...made,
      email: '',
      userId: '',
      passwordHash: '',
    })
    expect(await findUser(first.email)).toEqual(before)
    expect(await mailsTo(before?.id)).toEqual(['verify_email', 'sign_up_attempt'])
  })

  test('does not tell by a username that stays free whether the address was known, nor by when it is free again', async () => {
    const { first: known } = await proven()
    const attempt = newcomer({ email: known.email })
    await signUp(visitor(), attempt)
    const unknown = newcomer()
    await signUp(visitor(), unknown)
    const taken = async () =>
      Promise.all(
        [attempt, unknown].map(async ({ username }) => {
          const [row] = await database()`select handle_is_free(${username}) as free`
          return row?.free
        }),
      )
    expect(await fieldsOf(signUp(visitor(), newcomer({ username: attempt.username })))).toHaveProperty(
      'username',
    )
    const age = (by: string) =>
      ownerSql()`update users set created_at = created_at - ${by}::interval where username in (${attempt.username}, ${unknown.username})`
    for (const [by, free] of [
      ['6 days 23 hours', false],
      ['2 hours', true],
    ] as const) {
      await age(by)
      await ownerSql()`select worker_sweep()`
      expect(await taken()).toEqual([free, free])
    }
  })

  test('takes no less than a fixed time for a known address and for a new one', async () => {
    const { first: known } = await proven()
    for (const form of [newcomer(), newcomer({ email: known.email })]) {
      const start = performance.now()
      await signUp(visitor(), form)
      expect(performance.now() - start).toBeGreaterThan(295)
    }
  })

  test('with a taken or reserved username says so beside the field, whatever its case', async () => {
    const form = newcomer({ username: 'Taken-Name' })
    await signUp(visitor(), form)
    for (const username of ['taken-name', 'TAKEN-NAME', 'Admin', 'sign-in'])
      expect(await fieldsOf(signUp(visitor(), newcomer({ username }))), username).toEqual({
        username: 'That username is taken. Choose another.',
      })
  })

  test('shares one space of names with organizations', async () => {
    const place = await world.organization()
    expect(await fieldsOf(signUp(visitor(), newcomer({ username: place.account })))).toHaveProperty(
      'username',
    )
  })

  test('with bad input names every field and makes nothing', async () => {
    const fields = await fieldsOf(
      signUp(visitor(), { firstName: ' ', lastName: '', username: 'a b', email: 'x', password: 'short' }),
    )
    expect(Object.keys(fields as object).sort()).toEqual([
      'email',
      'firstName',
      'lastName',
      'password',
      'username',
    ])
  })

  test.each([
    'lena\uFF20example.test',
    'lena\uFE6Bexample.test',
    'lena@example.test@evil.test',
    'lena@ex\u0430mple.test',
  ])('refuses %s: only a real @, and letters that are what they seem', async (email) => {
    expect(await fieldsOf(signUp(visitor(), newcomer({ email })))).toHaveProperty('email')
  })

  test('with an address that somebody else waits for reserves nothing: whoever proves it has it, and the others are gone', async () => {
    const form = newcomer()
    const all = await Promise.all(
      Array.from({ length: 6 }, () => signUp(visitor(), newcomer({ email: form.email }))),
    )
    const ids = all.map((one) => String(one.userId))
    expect(new Set(ids).size).toBe(6)
    const links = await Promise.all(ids.map((id) => mailedLink(id, 'verify_email')))
    const outcomes = await Promise.allSettled(
      links.map((token) => verifyEmail(visitor(), { token }, async () => true)),
    )
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const winner = await findUser(form.email)
    expect(winner?.email_verified_at).not.toBeNull()
    const left = await ownerSql()`select user_id from user_emails where email_normalized = ${form.email}`
    expect(left).toEqual([{ user_id: winner?.id }])
    const gone =
      await ownerSql()`select first_name, email, password_hash from users where id in ${ownerSql()(ids)} and deleted_at is not null`
    expect(gone).toHaveLength(5)
    expect(gone[0]).toEqual({ first_name: '', email: '', password_hash: '' })
    const late = await signUp(visitor(), newcomer({ email: form.email }))
    expect(late.userId, 'from now on it is known').toBeNull()
  })

  test('with the right password leads to where one waits, also when others wait for the same address', async () => {
    const forms = [newcomer({ password: 'violet kettle under nine roofs' })]
    forms.push(newcomer({ email: forms[0]?.email, password: 'amber ladder beside two lakes' }))
    const ids = []
    for (const form of forms) ids.push((await signUp(visitor(), form)).userId)
    for (const [i, { email, password }] of forms.entries())
      expect(await signIn(visitor(), { email, password })).toMatchObject({
        outcome: 'unverified',
        userId: ids[i],
      })
  })

  test('the first account runs the installation and needs no mail', async () => {
    await ownerSql()`update users set is_operator = false`
    const [first, second] = [await signUp(visitor(), newcomer()), await signUp(visitor(), newcomer())]
    expect(second.session).toBeNull()
    expect(first.session).not.toBeNull()
    const user = await findUser(first.email)
    expect(user?.is_operator).toBe(true)
    expect(user?.email_verified_at).not.toBeNull()
    expect(await mailsTo(user?.id)).toEqual([])
    expect(await historyOf(user?.id)).toEqual(['account.created', 'session.started'])
  })

  test('two that would be first, one before the other has committed: one is', async () => {
    const sql = ownerSql()
    await sql`update users set is_operator = false`
    const [a, b] = [await database().reserve(), await database().reserve()]
    const begin = async (on: typeof a) => {
      const { username, email } = newcomer()
      await on`begin`
      return on`select outcome from sign_up(${username}, 'A', 'B', ${email}, ${email}, 'none', null, null, null)`.then(
        String,
      )
    }
    await begin(a)
    const second = begin(b)
    await untilWaiting(1)
    await a`commit`
    await second
    await b`commit`
    for (const one of [a, b]) one.release()
    expect(await sql`select 1 from users where is_operator`).toHaveLength(1)
  })
})

describe('signing up through an invitation', () => {
  beforeAll(haveOperator)

  test('with the mailed link proves the address it was mailed to', async () => {
    const place = await world.organization()
    const form = newcomer()
    const { secret } = await invitationLink(place, form.email, 'mailed')
    const { session } = await signUp(visitor(), {
      ...form,
      email: form.email.toUpperCase(),
      invitation: secret,
    })
    expect(session).not.toBeNull()
    expect((await findUser(form.email))?.email_verified_at).not.toBeNull()
  })

  test('with the mailed link proves no other address', async () => {
    const place = await world.organization()
    const { secret } = await invitationLink(place, 'somebody@example.test', 'mailed')
    const form = newcomer({ invitation: secret })
    expect((await signUp(visitor(), form)).session).toBeNull()
    expect((await findUser(form.email))?.email_verified_at).toBeNull()
  })

  test('with a copied link proves nothing', async () => {
    const place = await world.organization()
    const form = newcomer()
    const { secret } = await invitationLink(place, form.email, 'copied')
    expect((await signUp(visitor(), { ...form, invitation: secret })).session).toBeNull()
    expect((await findUser(form.email))?.email_verified_at).toBeNull()
  })

  test.each([
    ['revoked', "update invitations set state = 'revoked' where id = $1"],
    ['expired', "update invitations set expires_at = now() - interval '1 second' where id = $1"],
    ['whose link was killed', 'update invitation_links set revoked_at = now() where invitation_id = $1'],
    [
      'whose organization is gone',
      'update organizations set deleted_at = now() where org_id = (select org_id from invitations where id = $1)',
    ],
  ])('that is one %s proves nothing', async (_what, statement) => {
    const place = await world.organization()
    const form = newcomer()
    const { secret, id } = await invitationLink(place, form.email, 'mailed')
    await ownerSql().unsafe(statement, [id])
    expect((await signUp(visitor(), { ...form, invitation: secret })).session).toBeNull()
  })

  test('tells the reader of that mailbox, and nobody else, that there is an account', async () => {
    const place = await world.organization()
    const { first: form } = await proven()
    const { secret } = await invitationLink(place, form.email, 'mailed')
    expect(
      await fieldsOf(signUp(visitor(), newcomer({ email: form.email, invitation: secret }))),
    ).toHaveProperty('email')
  })
})
