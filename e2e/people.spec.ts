import { randomBytes } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { haveOperator } from '@/lib/auth/testing/people'
import { mailsTo, mailTo } from './support/mailbox'
import { baseURL, expect, test } from './support/world'

const PASSWORD = 'violet kettle under nine roofs'
const OTHER_PASSWORD = 'amber ladder beside two lakes'

function newcomer() {
  const id = randomBytes(5).toString('hex')
  return { firstName: 'Lena', lastName: 'Fischer', username: `u${id}`, email: `m${id}@example.test` }
}
type Newcomer = ReturnType<typeof newcomer>

async function fillSignUp(page: Page, who: Newcomer, password = PASSWORD) {
  await page.getByLabel('First name').fill(who.firstName)
  await page.getByLabel('Last name').fill(who.lastName)
  await page.getByLabel('Username').fill(who.username)
  await page.getByLabel('Email').fill(who.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
}

async function signIn(page: Page, email: string, password: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function linkFor(email: string, subject: RegExp): Promise<string> {
  const { links } = await mailTo(email, { subject })
  const link = links.find((one) => /\/(verify|reset)\//.test(one))
  if (!link) throw new Error(`no link in the mail ${subject}`)
  return link
}

/** Signs up, proves the address and ends signed in. */
async function join(page: Page, who = newcomer()): Promise<Newcomer> {
  await page.goto('/sign-up')
  await fillSignUp(page, who)
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await page.goto(await linkFor(who.email, /Confirm/))
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expectSignedIn(page, who)
  return who
}

/** Through the profile menu, which opens without JavaScript too. */
async function signOut(page: Page) {
  await page.getByRole('button', { name: /^Profile menu/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
}

async function expectSignedIn(page: Page, who: Newcomer) {
  await expect.poll(async () => (await page.request.get('/api/auth/session')).text()).toContain('userId')
  await page.goto(`/${who.username}/security`)
  await expect(page.getByRole('heading', { name: 'Security', level: 1 })).toBeVisible()
}

async function expectSignedOut(page: Page, who: Newcomer) {
  await page.goto(`/${who.username}/security`)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
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

// The first account of an installation needs no mail; these stories are about those who come later.
test.beforeAll(async ({ place: _place }) => haveOperator())

test('from signing up to a new password and ended sign-ins', async ({ page, browser }) => {
  const said = listen(page)
  const who = await join(page)

  await test.step('signs in elsewhere, and is told by mail', async () => {
    const other = await elsewhere(browser)
    await signIn(other, who.email, PASSWORD)
    await expectSignedIn(other, who)
    await page.goto(`/${who.username}/security/sessions`)
    await expect(page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(2)
    await expect(page.getByText('This one')).toHaveCount(1)
    await expectAccessible(page)
    await mailTo(who.email, { subject: /sign/i })

    await page.getByRole('button', { name: /^End the session/ }).click()
    await expect(page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1)
    await expectSignedOut(other, who)
    await other.context().close()
  })

  await test.step('changes the password, with the current one', async () => {
    await page.goto(`/${who.username}/security`)
    await expectAccessible(page)
    await page.getByLabel('Current password').fill('a wrong one')
    await page.getByLabel('New password').fill(OTHER_PASSWORD)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('That is not your current password.').first()).toBeVisible()
    await page.getByLabel('Current password').fill(PASSWORD)
    await page.getByLabel('New password').fill(OTHER_PASSWORD)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('Your password is changed')).toBeVisible()
    await mailTo(who.email, { subject: /password/i })
  })

  await test.step('forgets it, and sets another by mail, which ends every sign-in', async () => {
    const other = await elsewhere(browser)
    await other.goto('/forgot')
    await other.getByLabel('Email').fill(who.email)
    await other.getByRole('button', { name: 'Send the link' }).click()
    await expect(other.getByText('Check your mail')).toBeVisible()
    const link = await linkFor(who.email, /Choose a new password/)
    await other.goto(link)
    await expectAccessible(other)
    await other.getByLabel('New password').fill(PASSWORD)
    await other.getByRole('button', { name: 'Set the new password' }).click()
    await expect(other.getByText('Your password is changed')).toBeVisible()
    await expectSignedOut(page, who)
    await other.goto(link)
    await expect(other.getByRole('heading', { name: 'does not work any more' })).toBeVisible()
    await signIn(other, who.email, PASSWORD)
    await expectSignedIn(other, who)
    await other.context().close()
  })
  expect(said).toEqual([])
})

async function elsewhere(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    userAgent: 'Mozilla/5.0 (Macintosh) Firefox/140.0',
    ...options,
  })
  return context.newPage()
}

test('everything that lets people in works without JavaScript', async ({ browser }) => {
  const page = await elsewhere(browser, { javaScriptEnabled: false })
  const who = newcomer()
  await test.step('what was typed stays, but the password, and each error stands beside its field', async () => {
    await page.goto('/sign-up')
    await fillSignUp(page, { ...who, username: 'not a name' }, 'short')
    await expect(page.getByLabel('Username')).toHaveValue('not a name')
    await expect(page.getByLabel('Email')).toHaveValue(who.email)
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
    await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
      /at least 15 characters/i,
    )
    expect(await page.content()).not.toContain('short')
  })
  await join(page, who)
  await test.step('no GET signs out; the button does', async () => {
    await page.goto(`/${who.username}/security/sessions`)
    await page.request.get('/api/auth/signout')
    await page.reload()
    await expect(page.getByText('This one')).toBeVisible()
    await signOut(page)
    await expectSignedOut(page, who)
  })
  await test.step('signs in with a wrong password, then with the right one', async () => {
    await signIn(page, who.email, 'not this one')
    await expect(page.getByText('do not belong together')).toBeVisible()
    await expect(page.getByLabel('Email')).toHaveValue(who.email)
    await signIn(page, who.email, PASSWORD)
    await expectSignedIn(page, who)
  })
  await test.step('forgets the password and sets another', async () => {
    await page.goto('/forgot')
    await page.getByLabel('Email').fill(who.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.goto(await linkFor(who.email, /Choose a new password/))
    await page.getByLabel('New password').fill(OTHER_PASSWORD)
    await page.getByRole('button', { name: 'Set the new password' }).click()
    await expectSignedOut(page, who)
  })
  await page.context().close()
})

test('the pages that let people in are accessible, silent, and fit at 360 px in both themes', async ({
  page,
}) => {
  const said = listen(page)
  for (const path of ['/sign-in', '/sign-up', '/forgot', '/verify', '/verify/nonsense', '/reset/nonsense']) {
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width)
    }
  }
  expect(said).toEqual([])
})

test('signing up with a known address shows the same page, and mails its owner', async ({
  page,
  browser,
}) => {
  const who = await join(page)
  const other = await elsewhere(browser)
  await other.goto('/sign-up')
  await fillSignUp(other, { ...newcomer(), email: who.email }, OTHER_PASSWORD)
  await expect(other.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await expect(other.getByText(who.email)).toBeVisible()
  const names = (await other.context().cookies()).map((cookie) => cookie.name)
  expect(names).toContain('muster.joining')
  await mailTo(who.email, { subject: /already have/ })
  await other.context().close()
})

test('a link opened in another browser asks for the password, and a look at it uses nothing up', async ({
  page,
  browser,
}) => {
  const who = newcomer()
  await page.goto('/sign-up')
  await fillSignUp(page, who)
  const link = await linkFor(who.email, /Confirm/)
  const other = await elsewhere(browser)
  for (let i = 0; i < 2; i++) await other.goto(link)
  await other.getByLabel('Password', { exact: true }).fill('a wrong one here')
  await other.getByRole('button', { name: 'Confirm address' }).click()
  await expect(other.getByText('That is not the password of this account.').first()).toBeVisible()
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await other.getByRole('button', { name: 'Confirm address' }).click()
  await expectSignedIn(other, who)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'used already' })).toBeVisible()
  await other.context().close()
})

test('who signs in before the address is proven is told, and may have the mail again', async ({
  page,
  browser,
}) => {
  const who = newcomer()
  await page.goto('/sign-up')
  await fillSignUp(page, who)
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  const other = await elsewhere(browser)
  await signIn(other, who.email, PASSWORD)
  await expect(other.getByText('Confirm your address first')).toBeVisible()
  await linkFor(who.email, /Confirm/)
  await other.getByRole('button', { name: 'Send the mail again' }).click()
  await expect(other.getByText('Sent again')).toBeVisible()
  await expect.poll(() => mailsTo(who.email).length).toBe(2)
  await other.context().close()
})

test('signing in leads where one was headed, and nowhere else', async ({ page, browser }) => {
  const who = await join(page)
  for (const [next, path] of [
    [`/${who.username}/notifications`, `/${who.username}/notifications`],
    ['//evil.example', ''],
    ['https://evil.example', ''],
  ] as const) {
    const other = await elsewhere(browser)
    await other.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await other.getByLabel('Email').fill(who.email)
    await other.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await expect(other).not.toHaveURL(/sign-in/)
    expect(other.url()).toContain(`${baseURL}${path}`)
    await other.context().close()
  }
})

test('the cookie is out of reach for scripts, and dead once signed out, also where it was copied', async ({
  page,
  browser,
}) => {
  const who = await join(page)
  const cookie = (await page.context().cookies()).find((one) => one.name === 'muster.session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const thief = await elsewhere(browser)
  await thief.context().addCookies(cookie ? [cookie] : [])
  await expectSignedIn(thief, who)
  await signOut(page)
  await expectSignedOut(thief, who)
  expect(await (await thief.request.get('/api/auth/session')).text()).not.toContain('userId')
  await thief.context().close()
})

test('next-auth’s own addresses go through the same limits, and want its token against forgery', async ({
  page,
  playwright,
}) => {
  const who = await join(page)
  const client = await playwright.request.newContext({ baseURL })
  const credentials = { email: who.email, password: PASSWORD, json: 'true' }
  await client.post('/api/auth/callback/credentials', { form: credentials })
  expect(await (await client.get('/api/auth/session')).text()).not.toContain('userId')

  const { csrfToken } = await (await client.get('/api/auth/csrf')).json()
  await client.post('/api/auth/callback/credentials', { form: { ...credentials, csrfToken } })
  expect(await (await client.get('/api/auth/session')).text()).toContain('userId')
  await client.get('/api/auth/signout')
  expect(await (await client.get('/api/auth/session')).text()).toContain('userId')
  await client.post('/api/auth/signout', { form: { csrfToken, json: 'true' } })
  expect(await (await client.get('/api/auth/session')).text()).not.toContain('userId')

  const guess = () =>
    client.post('/api/auth/callback/credentials', { form: { ...credentials, password: 'wrong', csrfToken } })
  for (let i = 0; i < 6; i++) await guess()
  await client.post('/api/auth/callback/credentials', { form: { ...credentials, csrfToken } })
  expect(await (await client.get('/api/auth/session')).text()).not.toContain('userId')
  await client.dispose()
})
