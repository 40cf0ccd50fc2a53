import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { ownerSql } from '@/db/testing/world'
import { sessionCookie } from '@/lib/auth/session-token'
import { mailTo } from './support/mailbox'
import { type Portal, startPortal } from './support/portals'
import { CLIENT_ADDRESS, freePort, startRoundRobin } from './support/round-robin'
import { expect, sealedCookie, test } from './support/world'

/**
 * Two portals on one database behind a proxy that gives each request to the other one in turn: whatever a person does, one half of it
 * happens here and the other half there.
 */
const PASSWORD = 'violet kettle under nine roofs'
const unique = () => randomBytes(5).toString('hex')

let portals: Portal[] = []
let proxy: Awaited<ReturnType<typeof startRoundRobin>>
let address: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ place }) => {
  test.setTimeout(120_000)
  const operator = await place.person()
  await ownerSql()`update users set is_operator = true where id = ${operator.id}` // the first to sign up becomes it, and confirms nothing
  const [front, ...ports] = [await freePort(), await freePort(), await freePort()]
  address = `http://localhost:${front}`
  portals = await Promise.all(ports.map((port) => startPortal(port, address)))
  proxy = await startRoundRobin(front, ports)
})

test.afterAll(async () => {
  await proxy?.stop()
  await Promise.all(portals.map((portal) => portal.stop()))
})

const browserAt = (browser: Browser): Promise<BrowserContext> => browser.newContext({ baseURL: address })

async function signUp(page: Page, firstName: string) {
  const who = { username: `u${unique()}`, email: `m${unique()}@example.test` }
  await page.goto('/sign-up')
  await page.getByLabel('First name').fill(firstName)
  await page.getByLabel('Last name').fill('Haddad')
  await page.getByLabel('Username').fill(who.username)
  await page.getByLabel('Email').fill(who.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/verify/)
  const { links } = await mailTo(who.email)
  // Any worker may have sent it, also that of the portal which the other tests run against.
  await page.goto(new URL(links.find((one) => one.includes('/verify/')) ?? '').pathname)
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(firstName) })).toBeVisible()
  return who
}

const bell = (page: Page, unread: number) =>
  page.getByRole('link', { name: `Notifications, ${unread} unread` })
const streams = () => proxy.served.filter(({ path }) => path.startsWith('/api/bell/events'))

test('signing up, founding, inviting, accepting, hearing of it, being removed: across both', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const [hers, his] = [await browserAt(browser), await browserAt(browser)]
  const [lena, omar] = [await hers.newPage(), await his.newPage()]
  const noor = await signUp(lena, 'Noor')
  const guest = await signUp(omar, 'Omar')
  const account = `org-${unique()}`

  await lena.goto('/organizations/new')
  await lena.getByLabel('Organization name').fill(`Works ${account}`)
  await lena.getByLabel('Organization ID').fill(account)
  await lena.getByLabel('Billing email').fill(noor.email)
  await lena.getByRole('button', { name: /^(Confirm|Create|Add)/ }).click()
  await expect(lena.getByText(`Works ${account} is ready`)).toBeVisible()

  // Whichever portal holds his stream, one of these two came through the other.
  for (const turn of [1, 2]) {
    await lena.goto(`/${account}/members/invite`)
    await lena.getByLabel('Email addresses').fill(guest.email)
    await lena.getByRole('radio', { name: 'Organization User' }).check()
    await lena.getByRole('button', { name: 'Confirm' }).click()
    await expect(lena.getByText('One person is invited.')).toBeVisible()
    await expect(bell(omar, 1)).toBeVisible()
    if (turn === 2) break
    await bell(omar, 1).click()
    await omar.getByRole('button', { name: /^Decline the invitation/ }).click()
    await expect(omar.getByText('You declined.')).toBeVisible()
    await omar.keyboard.press('Escape')
    await expect(bell(lena, 1)).toBeVisible()
  }
  await bell(omar, 1).click()
  await omar.getByRole('button', { name: /^Accept the invitation/ }).click()
  await expect(omar.getByText('You accepted.')).toBeVisible()
  await expect(bell(lena, 2)).toBeVisible()
  await omar.goto(`/${account}/members`)
  await expect(omar.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()

  await ownerSql()`
    update members set ended_at = now() where org_id = (select account_id from handles where handle = ${account})
       and user_id = (select id from users where email = ${guest.email})`
  for (const _ of portals) {
    await omar.goto(`/${account}/members`)
    await expect(omar.getByRole('heading', { level: 1, name: 'There is nothing here' })).toBeVisible()
  }
  for (const method of ['GET', 'POST'])
    for (const { port } of portals)
      expect(
        proxy.served.filter((one) => one.port === port && one.method === method).length,
        `${method} on ${port}`,
      ).toBeGreaterThan(2)
  const [row] = await ownerSql()<[{ address: string }]>`
    select s.address from sessions s join users u on u.id = s.user_id where u.email = ${noor.email} limit 1`
  expect(row.address, 'whose address it was').toBe(CLIENT_ADDRESS)
  await Promise.all([hers.close(), his.close()])
})

test('a sign-in that is revoked at one is over at the other', async ({ browser, place, request }) => {
  const lena = await place.person()
  const cookie = `${sessionCookie()}=${await sealedCookie(lena)}`
  const context = await browserAt(browser)
  await context.addCookies([
    { name: sessionCookie(), value: await sealedCookie(lena), url: address, httpOnly: true, sameSite: 'Lax' },
  ])
  const page = await context.newPage()
  const told = page.waitForResponse((answer) => answer.url().includes('/api/bell/events'))
  await page.goto(`/${lena.username}/security`)
  await told
  let isOpen = true
  for (const event of ['requestfinished', 'requestfailed'] as const)
    page.on(event as 'requestfinished', (one) => {
      if (one.url().includes('/api/bell/events')) isOpen = false
    })
  const at = (port: number) =>
    request.get(`http://localhost:${port}/${lena.username}/security`, {
      headers: { cookie },
      maxRedirects: 0,
    })
  for (const { port } of portals) expect((await at(port)).status()).toBe(200)
  await ownerSql()`update sessions set revoked_at = now() where id = ${lena.sessionId}`
  for (const { port } of portals) expect((await at(port)).status(), `at ${port}`).toBe(307)
  await expect.poll(() => isOpen).toBe(false)
  await context.close()
})

test('wrong passwords are counted together, and no forwarded address can be made up', async ({
  browser,
  place,
}) => {
  const [lena, context] = [await place.person(), await browserAt(browser)]
  await context.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.99' })
  const page = await context.newPage()
  await page.goto('/sign-in')
  const tooOften = page
    .getByRole('main')
    .getByText(/too often/)
    .first()
  const alert = page
    .getByRole('main')
    .getByText(/do not belong together|too often/)
    .first()
  // The wait after a failure doubles, so it is longer than an attempt sooner or later, however slow that is.
  for (let attempt = 1; attempt <= 20 && !(await tooOften.isVisible()); attempt++) {
    await page.getByLabel('Email').fill(lena.email)
    await page.getByLabel('Password', { exact: true }).fill(`wrong ${attempt} and long enough`)
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await answered
    await expect(alert).toBeVisible()
  }
  await expect(tooOften).toBeVisible()
  const rows = await ownerSql()`
    select distinct address from refused_attempts where operation = 'signIn' and address in (${CLIENT_ADDRESS}, '203.0.113.99')`
  expect(rows).toEqual([{ address: CLIENT_ADDRESS }])
  await context.close()
})

test('one that is asked to end does so at once, and its streams go on at the other', async ({
  browser,
  place,
}) => {
  const [lena, organization, context] = [
    await place.person(),
    await place.organization(),
    await browserAt(browser),
  ]
  await context.addCookies([
    { name: sessionCookie(), value: await sealedCookie(lena), url: address, httpOnly: true, sameSite: 'Lax' },
  ])
  const page = await context.newPage()
  const streamed = () =>
    page.waitForResponse((answer) => answer.url().includes('/api/bell/events') && answer.ok())
  const first = streamed()
  await page.goto(`/${lena.username}/security`)
  await first
  const holder = portals.find(({ port }) => port === streams().at(-1)?.port)
  const again = streamed()
  expect(await holder?.stop(), 'milliseconds; after five seconds it would have been killed').toBeLessThan(
    4_000,
  )
  await again
  expect(streams().at(-1)?.port).not.toBe(holder?.port)
  await ownerSql()`
    insert into notifications (user_id, org_id, kind, detail) values (${lena.id}, ${organization.id}, 'member.removed', '{"by":"A","organization":"B"}')`
  await expect(bell(page, 1)).toBeVisible()
  portals = portals.filter((portal) => portal !== holder)
  await context.close()
})
