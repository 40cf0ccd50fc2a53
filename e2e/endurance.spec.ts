import { expect, test } from '@playwright/test'
import { kills } from '../endurance/kills.mjs'
import { mails } from '../endurance/mails.mjs'
import { SMTP_PORT } from './support/ports'

// `npm run endure` does each of these at length. On a busy machine a start takes longer than the ten seconds it is allowed there.
const port = SMTP_PORT + 2

test('web, worker and database are killed while people are invited and accept: all come back, nothing is lost or half done', async () => {
  test.setTimeout(240_000)
  const { violations, killed, accepted, mails } = await kills({ times: 2, port, backWithinMs: 45_000 })
  expect(violations).toEqual([])
  expect(killed).toHaveLength(6)
  expect(accepted).toBeGreaterThan(0)
  expect(mails).toBeGreaterThanOrEqual(2 * accepted) // the invitation, and the news that it was accepted
})

test('a mail server that refuses and breaks off after the message loses no mail', async () => {
  test.setTimeout(120_000)
  const { violations, delivered } = await mails({ mails: 60, cuts: 5, hangs: 0, port })
  expect(violations).toEqual([])
  expect(delivered).toBe(60)
})
