import { randomBytes } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { ownerSql, type Place } from '@/db/testing/world'
import { createLinkSecret } from '@/lib/mail/link-secrets'
import { mailTo } from './support/mailbox'
import { baseURL, expect, signIn, test } from './support/world'

const PASSWORD = 'violet kettle under nine roofs'
const unique = () => randomBytes(5).toString('hex')

type Newcomer = { username: string; email: string }
const newcomer = (): Newcomer => ({ username: `u${unique()}`, email: `m${unique()}@example.test` })

async function elsewhere(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  return (await browser.newContext({ baseURL, ...options })).newPage()
}

/** Invites through the page, without a dialog, as it also works without JavaScript. */
async function invite(admin: Page, place: Place, email: string, role: string) {
  await admin.goto(`/${place.account}/members/invite`)
  await admin.getByLabel('Email addresses').fill(email)
  await admin.getByRole('radio', { name: role }).check()
  await admin.getByRole('button', { name: 'Confirm' }).click()
  await expect(admin.getByText('One person is invited.')).toBeVisible()
}

async function mailedLink(email: string): Promise<string> {
  const { links } = await mailTo(email, { subject: /invite/i })
  const link = links.find((one) => one.includes('/invitations/'))
  if (!link) throw new Error('no link in the invitation')
  return link
}

/** A link as it is mailed, into an invitation that needs no way through the pages. */
async function arrangedLink(place: Place, email: string, kind: 'mailed' | 'copied' = 'mailed') {
  const { secret, hash } = createLinkSecret()
  const [row] = await ownerSql()<[{ id: string }]>`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    values (${place.id}, ${email}, ${email}, 'organization_user', ${place.admin.id}, ${place.admin.name}, now() + interval '7 days') returning id`
  await ownerSql()`insert into invitation_links (org_id, invitation_id, kind, token_hash) values (${place.id}, ${row.id}, ${kind}, ${hash})`
  return { id: row.id, path: `/invitations/${secret}` }
}

async function signUp(page: Page, who: Newcomer) {
  await page.getByLabel('First name').fill('Noor')
  await page.getByLabel('Last name').fill('Haddad')
  await page.getByLabel('Username').fill(who.username)
  await page.getByLabel('Email').fill(who.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
}

async function expectRole(admin: Page, place: Place, email: string, role: string) {
  await admin.goto(`/${place.account}/members?q=${encodeURIComponent(email)}`)
  await expect(admin.getByText(email, { exact: true })).toBeVisible()
  const [row] =
    await ownerSql()`select role from members where org_id = ${place.id} and sort_email = ${email} and ended_at is null`
  expect(row?.role).toBe(role)
}

/** What a page says in the console, and what axe finds on it. */
function listen(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => said.push(String(error)))
  return said
}
async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`)).toEqual([])
}

for (const javaScriptEnabled of [true, false])
  test(`invited by mail, without an account, to a member with a role${javaScriptEnabled ? '' : ', without JavaScript'}`, async ({
    browser,
    place: world,
  }) => {
    const place = await world.organization()
    const admin = await elsewhere(browser, { javaScriptEnabled })
    await signIn(admin.context(), place.admin)
    const who = newcomer()
    await invite(admin, place, who.email, 'Team Contributor')

    const page = await elsewhere(browser, { javaScriptEnabled })
    const said = listen(page)
    await page.goto(await mailedLink(who.email))
    await expect(page.getByRole('heading', { name: `Join ${place.name}` })).toBeVisible()
    for (const words of [place.admin.name, 'Team Contributor', who.email])
      await expect(page.getByText(words, { exact: false }).first()).toBeVisible()
    await page.getByRole('link', { name: 'Create your account' }).click()
    await signUp(page, who)
    // The link came by mail to this address, so nothing more is asked to prove it.
    await expect(page.getByRole('heading', { name: `Join ${place.name}` })).toBeVisible()
    await page.getByRole('button', { name: 'Accept' }).click()
    await expect(page).toHaveURL(`${baseURL}/${place.account}`)
    await expectRole(admin, place, who.email, 'team_contributor')
    await mailTo(place.admin.email, { subject: /accepted/i })
    expect(said).toEqual([])
    await admin.context().close()
    await page.context().close()
  })

test('a copied link invites and proves nothing: the address is hidden, and confirmed by mail', async ({
  browser,
  place: world,
}) => {
  const place = await world.organization()
  const admin = await elsewhere(browser)
  await signIn(admin.context(), place.admin)
  await admin.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baseURL })
  const who = newcomer()
  await invite(admin, place, who.email, 'Organization User')
  await admin.goto(`/${place.account}/members/invitations`)
  await admin.getByRole('link', { name: `Copy link for ${who.email}` }).click()
  await expect(admin.getByText(`Copied a link for ${who.email}`).first()).toBeVisible()
  const link = await admin.evaluate(() => navigator.clipboard.readText())

  const page = await elsewhere(browser)
  await page.goto(link)
  await expect(page.getByText('m•••@e•••.test').first()).toBeVisible()
  await expect(page.getByText(who.email)).toHaveCount(0)
  await page.getByRole('link', { name: 'Create your account' }).click()
  await signUp(page, who)
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  const { links } = await mailTo(who.email, { subject: /Confirm/ })
  await page.goto(links.find((one) => one.includes('/verify/')) ?? '')
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page).toHaveURL(`${baseURL}/${place.account}`)
  await expectRole(admin, place, who.email, 'organization_user')
  await admin.context().close()
  await page.context().close()
})

test('signed in as somebody else: says so, and switches', async ({ page, place: world }) => {
  const place = await world.organization()
  const [lena, eve] = [await world.person(), await world.person()]
  const { path } = await arrangedLink(place, lena.email)
  await signIn(page.context(), eve)
  await page.goto(path)
  await expect(page.getByText('This invitation is for somebody else')).toBeVisible()
  await expect(page.getByText(eve.email)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out and switch account' }).click()
  await expect(page).toHaveURL(`${baseURL}/sign-in?next=${encodeURIComponent(path)}`)
  await signIn(page.context(), lena)
  await page.goto(path)
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page).toHaveURL(`${baseURL}/${place.account}`)
})

test('declining ends it, tells the inviter, and the page says so', async ({ browser, place: world }) => {
  for (const javaScriptEnabled of [true, false]) {
    const place = await world.organization()
    const lena = await world.person()
    const { path } = await arrangedLink(place, lena.email)
    const page = await elsewhere(browser, { javaScriptEnabled })
    await signIn(page.context(), lena)
    await page.goto(path)
    await page.getByRole('button', { name: 'Decline' }).click()
    await expect(page.getByRole('heading', { name: 'This invitation was declined' })).toBeVisible()
    await mailTo(place.admin.email, { subject: /declined/i })
    await page.context().close()
  }
})

test('a link that is no use any more says which, and what to do', async ({ page, place: world }) => {
  const place = await world.organization()
  const lena = await world.person()
  const { id, path } = await arrangedLink(place, lena.email)
  await signIn(page.context(), lena)
  const opened = async (heading: RegExp) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    await expect(page.getByRole('button', { name: 'Accept' })).toHaveCount(0)
  }
  const set = (state: string) => ownerSql()`update invitations set state = ${state} where id = ${id}`
  await set('revoked')
  await opened(/withdrawn/)
  await set('void')
  await opened(/no longer valid/)
  await set('pending')
  await ownerSql()`update invitations set expires_at = now() - interval '1 minute' where id = ${id}`
  await opened(/expired/)
  await ownerSql()`update invitation_links set revoked_at = now() where invitation_id = ${id}`
  await opened(/newer invitation/)
  await ownerSql()`update organizations set deleted_at = now() where org_id = ${place.id}`
  await opened(/withdrawn/)
  await page.goto(`/invitations/${'A'.repeat(43)}`)
  await expect(page.getByRole('heading', { name: 'leads to no invitation' })).toBeVisible()
})

test('a stale page says what happened meanwhile', async ({ page, place: world }) => {
  const place = await world.organization()
  const lena = await world.person()
  const { id, path } = await arrangedLink(place, lena.email)
  await signIn(page.context(), lena)
  await page.goto(path)
  await ownerSql()`update invitations set state = 'revoked' where id = ${id}`
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByText('This invitation was withdrawn').first()).toBeVisible()
})

test('the page is accessible, silent, leaks no address, and fits at 360 px in both themes', async ({
  page,
  browser,
  place: world,
}) => {
  const place = await world.organization()
  const lena = await world.person()
  const { path } = await arrangedLink(place, lena.email)
  const said = listen(page)
  for (const who of [null, lena, place.admin]) {
    if (who) await signIn(page.context(), who)
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      const response = await page.goto(path)
      expect(response?.headers()['referrer-policy']).toBe('no-referrer')
      await expect(page.getByRole('heading', { name: `Join ${place.name}` })).toBeVisible()
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  }
  expect(said).toEqual([])
  const looking = await elsewhere(browser)
  for (let i = 0; i < 3; i++) await looking.request.get(path)
  const [row] = await ownerSql()`select state from invitations where org_id = ${place.id}`
  expect(row?.state).toBe('pending')
  await looking.context().close()
})
