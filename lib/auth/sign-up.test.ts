import { beforeAll, describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql, world } from '@/db/testing/world'
import { AppError } from '@/lib/errors'
import { signUp } from './sign-up'
import {
  findUser,
  haveOperator,
  historyOf,
  invitationLink,
  mailsTo,
  newcomer,
  PASSWORD,
  visitor,
} from './testing/people'

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
    const first = newcomer()
    const made = await signUp(visitor(), first)
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

  test('does not tell by a username that stays free whether the address was known', async () => {
    const known = newcomer()
    await signUp(visitor(), known)
    const attempt = newcomer({ email: known.email })
    await signUp(visitor(), attempt)
    expect(await fieldsOf(signUp(visitor(), newcomer({ username: attempt.username })))).toHaveProperty(
      'username',
    )
  })

  test('takes no less than a fixed time for a known address and for a new one', async () => {
    const known = newcomer()
    await signUp(visitor(), known)
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

  test('twice at once with one address makes one account', async () => {
    const form = newcomer()
    const all = await Promise.all(
      Array.from({ length: 6 }, () => signUp(visitor(), newcomer({ email: form.email }))),
    )
    expect(all.filter((one) => one.userId !== null)).toHaveLength(1)
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
    await expect
      .poll(
        async () => (await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`).length,
      )
      .toBe(1)
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
    const form = newcomer()
    await signUp(visitor(), form)
    const { secret } = await invitationLink(place, form.email, 'mailed')
    expect(
      await fieldsOf(signUp(visitor(), newcomer({ email: form.email, invitation: secret }))),
    ).toHaveProperty('email')
  })
})
