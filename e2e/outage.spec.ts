import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { openWire } from '@/db/testing/wire'
import { makeTokenSecret } from '@/lib/tokens/secret'
import { catchMails } from '../endurance/mail-catcher.mjs'
import { makeOrganization, makePeople } from '../endurance/people.mjs'
import { startPortal } from '../endurance/portal.mjs'
import { localDatabase } from '../scripts/local-db.mjs'
import { SMTP_PORT } from './support/ports'

const port = SMTP_PORT + 3

test('while the database is away, pages say so and forms keep what was typed; all goes on when it is back', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const server = await localDatabase(path.resolve('.data', `outage-${port}`), { disposable: true })
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  await sql.unsafe(
    'drop schema if exists drizzle, graphile_worker, muster, public cascade; create schema public',
  )
  const wire = await openWire(server.url)
  const catcher = await catchMails()
  const portal = await startPortal({
    port,
    name: `outage-portal-${port}`,
    smtpUrl: catcher.url,
    env: { DATABASE_URL: wire.url },
  })
  try {
    const [admin] = await makePeople(sql, 'admin', 1)
    if (!admin) throw new Error('nobody')
    await makeOrganization(sql, 'acme', admin)
    const context = await browser.newContext({ baseURL: portal.base })
    const [name = '', value = ''] = (await portal.cookieOf(admin)).split('=')
    await context.addCookies([{ name, value, url: portal.base }])
    const [form, members] = [await context.newPage(), await context.newPage()]
    await form.goto('/acme/members/invite')
    await form.getByLabel('Email addresses').fill('pia@example.test')
    await members.goto('/acme/members')
    await expect(members.getByRole('table').getByText('admin-0@example.test')).toBeVisible()

    await wire.takeAway()
    await expect.poll(async () => (await fetch(`${portal.base}/acme`)).status, { timeout: 15_000 }).toBe(503)
    const away = await members.goto('/acme/members')
    expect(away?.status()).toBe(503)
    expect(away?.headers()['retry-after']).toBe('5')
    await expect(
      members.getByRole('heading', { name: 'Muster cannot reach its data just now' }),
    ).toBeVisible()
    expect((await new AxeBuilder({ page: members }).analyze()).violations).toEqual([])
    const ready = await fetch(`${portal.base}/api/ready`)
    expect([ready.status, (await ready.json()).checks.database]).toEqual([503, 'does not answer'])
    expect((await fetch(`${portal.base}/api/health`)).status).toBe(200)
    const { secret } = makeTokenSecret('personal')
    const told = await fetch(`${portal.base}/v2/users/me/apps`, {
      headers: { authorization: `Key ${secret}` },
    })
    expect([told.status, told.headers.get('retry-after'), (await told.json()).status.code]).toEqual([
      503,
      '5',
      10020,
    ])

    await form.getByRole('button', { name: 'Confirm' }).click()
    await expect(form.getByText('Nothing was changed.')).toBeVisible()
    await expect(form.getByLabel('Email addresses')).toHaveValue('pia@example.test')

    await wire.bringBack()
    await expect(
      members.getByRole('table').getByText('admin-0@example.test'),
      'the page opens by itself',
    ).toBeVisible({
      timeout: 15_000,
    })
    await form.getByRole('button', { name: 'Confirm' }).click()
    await expect(form.getByText('One person is invited.')).toBeVisible()
    expect((await catcher.waitFor('pia@example.test', 30_000)).link, 'the worker goes on too').toBeTruthy()
    await expect
      .poll(async () => (await fetch(`${portal.base}/api/ready`)).status, { timeout: 15_000 })
      .toBe(200)
    await context.close()
  } finally {
    await portal.stop()
    await catcher.stop()
    await wire.close()
    await sql.end({ timeout: 2 })
    await server.stop()
  }
})
