import { randomBytes } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { ownerSql, type Persona } from '@/db/testing/world'
import { mailedSecret, type Shared, share } from '@/lib/collaborations/share.fixture'
import { mailJob } from '@/lib/mail/mail-job'
import { mailTo } from './support/mailbox'
import { baseURL, expect, signIn, test } from './support/world'

const PASSWORD = 'violet kettle under nine roofs'
const unique = () => randomBytes(5).toString('hex')
const CONCEPTS = ['Apps:Get', 'Concepts:Get', 'Concepts:Add']

async function elsewhere(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  return (await browser.newContext({ baseURL, ...options })).newPage()
}

/** What the giving side asks for once a share is written: its mail. */
async function mail({ place }: Shared, shareId: string): Promise<void> {
  const { task, payload } = mailJob({ template: 'app_share', orgId: place.id, shareId })
  await ownerSql()`select enqueue(${task}, ${JSON.stringify(payload)}::text::jsonb)`
}

async function mailedLink(email: string): Promise<string> {
  const { links } = await mailTo(email, { subject: /shares the app/ })
  const link = links.find((one) => one.includes('/shares/'))
  if (!link) throw new Error('no link in the mail')
  return link
}

async function arrangedLink(shared: Shared, by: Persona, email: string, terms = {}): Promise<string> {
  const id = await share(shared, by, email, { scopes: CONCEPTS, ...terms })
  const secret = await mailedSecret(id)
  if (!secret) throw new Error('no link was made')
  return `/shares/${secret}`
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`)).toEqual([])
}

async function expectNarrow(page: Page) {
  await page.setViewportSize({ width: 360, height: 780 })
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await expect.poll(overflow).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 800 })
}

for (const javaScriptEnabled of [true, false])
  test(`from the mail to the app, with a new account${javaScriptEnabled ? '' : ', without JavaScript'}`, async ({
    browser,
    place: world,
  }) => {
    const place = await world.organization()
    const shared = { place, app: await world.app(place) }
    const who = { username: `u${unique()}`, email: `m${unique()}@example.test` }
    await mail(shared, await share(shared, place.admin, who.email, { scopes: CONCEPTS }))
    const page = await elsewhere(browser, { javaScriptEnabled })
    await page.goto(await mailedLink(who.email))
    const title = page.getByRole('heading', { name: `Work in ${shared.app.handle}` })
    await expect(title).toBeVisible()
    for (const text of [place.name, place.admin.name, 'Add, Remove and Patch Concept', who.email])
      await expect(page.getByText(text).first()).toBeVisible()
    await page.getByText('All 3 scopes').click()
    await expect(page.getByText('Concepts:Add')).toBeVisible()
    if (javaScriptEnabled) {
      await expectAccessible(page)
      await expectNarrow(page)
    }
    await page.getByRole('link', { name: 'Create your account' }).click()
    await expect(page.getByText(`accept the app ${shared.app.handle}`)).toBeVisible()
    await page.getByLabel('First name').fill('Noor')
    await page.getByLabel('Last name').fill('Haddad')
    await page.getByLabel('Username').fill(who.username)
    await expect(page.getByLabel('Email')).toHaveValue(who.email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(title).toBeVisible()
    await page.getByRole('button', { name: 'Accept' }).click()
    await expect(page).toHaveURL(`${baseURL}/${place.account}/apps/${shared.app.handle}`)
    await page.goto(`/${who.username}/collaborations`)
    await expect(page.getByRole('link', { name: shared.app.handle, exact: true })).toBeVisible()
    await page.getByRole('link', { name: `Leave ${shared.app.handle}` }).click()
    await expect(page.getByText('Concept, Vocab')).toBeVisible()
    await page.getByRole('button', { name: `Leave ${shared.app.handle}` }).click()
    await expect(page.getByText('Nothing is shared with you yet')).toBeVisible()
    await page.context().close()
  })

test('looking uses nothing up, and declining ends it', async ({ page, place: world }) => {
  const place = await world.organization()
  const shared = { place, app: await world.app(place) }
  const lena = await world.person()
  const link = await arrangedLink(shared, place.admin, lena.email)
  await signIn(page.context(), lena)
  const response = await page.goto(link)
  expect(response?.headers()['referrer-policy']).toBe('no-referrer')
  await page.goto(link)
  await page.getByRole('button', { name: 'Decline' }).click()
  await expect(page.getByRole('heading', { name: 'This was declined' })).toBeVisible()
})

test('signed in as somebody else: says so, and switches', async ({ page, place: world }) => {
  const place = await world.organization()
  const shared = { place, app: await world.app(place) }
  const [lena, eve] = [await world.person(), await world.person()]
  const path = await arrangedLink(shared, place.admin, lena.email)
  await signIn(page.context(), eve)
  await page.goto(path)
  await expect(page.getByText('This app is shared with somebody else')).toBeVisible()
  await expect(page.getByText(lena.email)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Accept' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out and switch account' }).click()
  await expect(page).toHaveURL(`${baseURL}/sign-in?next=${encodeURIComponent(path)}`)
})

test('an offer that ended says which way, and one that replaces says what goes', async ({
  page,
  place: world,
}) => {
  const place = await world.organization()
  const shared = { place, app: await world.app(place) }
  const lena = await world.person()
  await signIn(page.context(), lena)
  const ways = [
    [`update shares set state = 'revoked' where app_id = $1`, 'This was withdrawn'],
    [`update shares set state = 'pending', expires_at = now() where app_id = $1`, 'This has expired'],
    [
      `update apps set deleted_at = now(), restorable_until = now() + interval '1 day' where id = $1`,
      `${shared.app.handle} does not exist any more`,
    ],
  ] as const
  const link = await arrangedLink(shared, place.admin, lena.email)
  for (const [change, title] of ways) {
    await ownerSql().unsafe(change, [shared.app.id])
    await page.goto(link)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
  }
  const other = { place, app: await world.app(place) }
  await world.collaborator(place, other.app.id, lena, ['Apps:Get', 'Inputs:Get'])
  await page.goto(await arrangedLink(other, place.admin, lena.email))
  await expect(page.getByText(`You are a collaborator of ${other.app.handle} already`)).toBeVisible()
  await expect(page.getByText('You would no longer have: Inputs:Get')).toBeVisible()
})

test('answered where it waits: in the bell’s list and under Collaborations', async ({
  page,
  place: world,
}) => {
  const place = await world.organization()
  const [first, second] = [await world.app(place), await world.app(place)]
  const lena = await world.person()
  await signIn(page.context(), lena)
  for (const app of [first, second]) {
    const id = await share({ place, app }, place.admin, lena.email, { scopes: CONCEPTS })
    await ownerSql()`
      insert into notifications (user_id, org_id, kind, subject_id, detail)
      values (${lena.id}, ${place.id}, 'app.shared', ${id}, ${ownerSql().json({ by: place.admin.name, app: app.handle, owner: place.name })})`
  }
  await page.goto(`/${lena.username}/notifications`)
  await page.getByRole('button', { name: `Accept the app ${first.handle}` }).click()
  await expect(page.getByText(`You accepted. Open ${first.handle}`)).toBeVisible()
  await page.goto(`/${lena.username}/collaborations`)
  await expect(page.getByText('An app waits for your answer')).toBeVisible()
  await expectAccessible(page)
  await expectNarrow(page)
  await page.getByRole('button', { name: `Decline the app ${second.handle}` }).click()
  await expect(page.getByText('An app waits for your answer')).toHaveCount(0)
  await page.getByRole('link', { name: first.handle, exact: true }).click()
  await expect(page).toHaveURL(`${baseURL}/${place.account}/apps/${first.handle}`)
})

test('an Admin sees who reaches the apps from outside; a guest sees what the scopes allow', async ({
  page,
  browser,
  place: world,
}) => {
  const place = await world.organization()
  const [app, other] = [await world.app(place), await world.app(place)]
  const guest = await world.person({ firstName: 'Wanda' })
  await world.collaborator(place, app.id, guest, ['Apps:Get'])
  await world.collaborator(place, other.id, guest, ['Apps:Get', 'Collaborators:Get'])
  await signIn(page.context(), place.admin)
  await page.goto(`/${place.account}/collaborations`)
  await expect(page.getByText(guest.email)).toHaveCount(2)
  await expectAccessible(page)
  await expectNarrow(page)
  const theirs = await elsewhere(browser)
  await signIn(theirs.context(), guest)
  const closed = theirs.getByRole('heading', { name: 'This page is not open to you' })
  await theirs.goto(`/${place.account}/apps/${app.handle}`)
  await expect(theirs.getByRole('heading', { name: app.handle })).toBeVisible()
  await expect(theirs.getByRole('link', { name: 'People' })).toHaveCount(0)
  await theirs.goto(`/${place.account}/apps/${app.handle}/access`)
  await expect(closed).toBeVisible()
  await theirs.goto(`/${place.account}/apps/${other.handle}`)
  await theirs.getByRole('link', { name: 'People' }).click()
  await expect(theirs).toHaveURL(`${baseURL}/${place.account}/apps/${other.handle}/access`)
  await expect(closed).toHaveCount(0)
  await theirs.goto(`/${place.account}/members`)
  await expect(theirs.getByText(place.admin.email)).toHaveCount(0)
  await theirs.context().close()
})
