import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client'
import { type Actor, nowhere } from '@/lib/actor'
import { env } from '@/lib/env'
import { listUnsentMails, readUnsentMail } from './queries'
import { openMailWorld } from './testing/world'
import { seal } from './vault'

const world = openMailWorld()
beforeEach(() => world.owner`delete from mails`)
afterAll(async () => {
  await world.owner`update users set is_operator = false`
  await Promise.all([world.close(), closeDatabase()])
})

const as = (actor: Actor) => ({ actor, origin: nowhere })

async function someone({ isOperator }: { isOperator: boolean }) {
  const { id } = await world.person()
  if (isOperator) await world.owner`update users set is_operator = true where id = ${id}`
  return as(await world.signIn(id))
}

async function mail(status: string, text: string) {
  const id = randomUUID()
  const body =
    status === 'sent' ? null : seal(JSON.stringify({ subject: 'Hello', html: '', text }), id, env.APP_SECRET)
  await world.owner`
    insert into mails (id, template, to_address, subject, status, body_encrypted)
    values (${id}, 'reset_password', 'noor@example.test', 'Hello', ${status}, ${body})`
  return id
}

test('the operator lists what did not go out and reads it', async () => {
  const operator = await someone({ isOperator: true })
  const kept = await mail('kept', 'a link')
  const sent = await mail('sent', '')
  const { mails, counts } = await listUnsentMails(operator)
  expect(mails.map(({ id }) => id)).toContain(kept)
  expect(mails.map(({ id }) => id)).not.toContain(sent)
  expect(counts.kept).toBe(1)
  expect(await readUnsentMail(operator, kept)).toMatchObject({
    text: 'a link',
    to: 'noor@example.test',
    status: 'kept',
  })
  await expect(readUnsentMail(operator, sent)).rejects.toMatchObject({ code: 'not_found' })
})

test('a mail locked with another secret says so', async () => {
  const operator = await someone({ isOperator: true })
  const kept = await mail('kept', 'a link')
  await world.owner`update mails set body_encrypted = ${seal('{}', kept, 'the secret before')} where id = ${kept}`
  await expect(readUnsentMail(operator, kept)).rejects.toMatchObject({ code: 'conflict' })
})

test('pages go on where the last one ended', async () => {
  const operator = await someone({ isOperator: true })
  for (let i = 0; i < 55; i++) await mail('failed', '')
  const first = await listUnsentMails(operator, { status: 'failed' })
  const second = await listUnsentMails(operator, { status: 'failed', before: first.nextBefore })
  expect([first.mails.length, second.mails.length, second.nextBefore]).toEqual([50, 5, null])
  expect(new Set([...first.mails, ...second.mails].map(({ id }) => id)).size).toBe(55)
})

test('nobody else finds any of it', async () => {
  const kept = await mail('kept', 'a link')
  const lena = await someone({ isOperator: false })
  await expect(listUnsentMails(lena)).rejects.toMatchObject({ code: 'not_found' })
  await expect(readUnsentMail(lena, kept)).rejects.toMatchObject({ code: 'not_found' })
  const signedOut = await someone({ isOperator: true })
  await world.owner`update sessions set revoked_at = now() where user_id = ${'userId' in signedOut.actor ? signedOut.actor.userId : ''}`
  await expect(readUnsentMail(signedOut, kept)).rejects.toMatchObject({ code: 'not_found' })
  await expect(readUnsentMail(as({ kind: 'anonymous' }), kept)).rejects.toMatchObject({
    code: 'unauthenticated',
  })
})

test('what stands in the address may be anything', async () => {
  const operator = await someone({ isOperator: true })
  await listUnsentMails(operator, { status: "x' or true", before: ['a'] })
  await expect(readUnsentMail(operator, '../1')).rejects.toMatchObject({ code: 'not_found' })
})
