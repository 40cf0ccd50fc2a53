import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { ownerSql } from '@/db/testing/world'
import { expectAccessible, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

const unique = () => randomBytes(4).toString('hex')
const nameField = (page: Page) => page.getByLabel('Organization Name')
const idField = (page: Page) => page.getByLabel('Organization ID')

test('adds an organization: the ID follows the name, both say whether they are free', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const who = await place.person({ firstName: 'Ada', lastName: 'Okafor' })
  await signIn(context, who)
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`/${who.username}$`))
  await expect(page.getByText('You are in no organization yet')).toBeVisible()
  await page.getByRole('link', { name: 'Add an Organization' }).first().click()
  const id = unique()
  await nameField(page).fill(`Âcme Robotics ${id}`)
  await expect(idField(page)).toHaveValue(`acme-robotics-${id}`)
  await expect(page.getByText('Free.')).toHaveCount(2)
  await expect(page.getByLabel('Billing Email')).toHaveValue(who.email)
  await expectAccessible(page)
  await idField(page).fill(who.username)
  await expect(page.getByText('Not free, or not an ID')).toBeVisible()
  await idField(page).fill(`acme-${id}`)
  await expect(page.getByText('Free.')).toHaveCount(2)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page).toHaveURL(new RegExp(`/acme-${id}/members`))
  await expect(page.getByText('is ready, and you are its Admin')).toBeVisible()
  await expect(page.getByRole('button', { name: /switch account/ })).toContainText('Admin')
  await expectAccessible(page)
  expect(said).toEqual([])
})

test('what was typed before the page came to life stays, and is answered then', async ({
  page,
  context,
  place,
}) => {
  await signIn(context, await place.person())
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  await page.goto('/organizations/new', { waitUntil: 'commit' })
  const name = `Early ${unique()}`
  await nameField(page).fill(name)
  release()
  await expect(page.getByText('Free.')).toHaveCount(2)
  await expect(nameField(page)).toHaveValue(name)
  await expect(idField(page)).toHaveValue(name.toLowerCase().replace(' ', '-'))
})

test('adds an organization from the switcher, in a dialog', async ({ page, context, place }) => {
  const said = listen(page)
  const who = await place.person()
  await signIn(context, who)
  await page.goto(`/${who.username}/account`)
  await page.getByRole('button', { name: /switch account/ }).click()
  await page
    .getByRole('navigation', { name: 'Accounts' })
    .getByRole('link', { name: 'Add an Organization' })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Add an Organization' })
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /switch account/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await page
    .getByRole('navigation', { name: 'Accounts' })
    .getByRole('link', { name: 'Add an Organization' })
    .click()
  const id = unique()
  await dialog.getByLabel('Organization Name').fill(`Quick ${id}`)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(page).toHaveURL(new RegExp(`/quick-${id}/members`))
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  expect(said).toEqual([])
})

for (const javaScriptEnabled of [true, false]) {
  test(`keeps what was typed where the name is taken, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
    place,
  }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    const other = await place.organization()
    const who = await place.person()
    await signIn(context, who)
    const page = await context.newPage()
    await page.goto('/organizations/new')
    const id = `free-${unique()}`
    await nameField(page).fill(other.name.toUpperCase())
    await idField(page).fill(id)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(
      page.getByText('An organization with that name exists already. Choose another.').first(),
    ).toBeVisible()
    await expect(idField(page)).toHaveValue(id)
    await expect(nameField(page)).toHaveValue(other.name.toUpperCase())
    await nameField(page).fill(`Something new ${id}`)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page).toHaveURL(new RegExp(`/${id}/members`))
    const [row] = await ownerSql()`select count(*)::int as n from organizations where created_by = ${who.id}`
    expect(row?.n).toBe(1)
    await context.close()
  })
}

test('the overview shows one’s place: an Admin sees what happened, a labeler what concerns them', async ({
  page,
  context,
  browser,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const labeler = await place.member(organization, 'team_contributor')
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}`)
  await expect(page.getByRole('heading', { level: 1, name: organization.name })).toBeVisible()
  await expect(page.getByRole('link', { name: '2 members' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Recent activity' })).toBeVisible()
  await expectAccessible(page)
  const theirs = await browser.newContext({ baseURL })
  await signIn(theirs, labeler)
  const other = await theirs.newPage()
  await other.goto(`/${organization.account}`)
  await expect(other.getByText('Contributes only to the apps that their teams were given.')).toBeVisible()
  await expect(other.getByRole('heading', { name: 'Recent activity' })).toHaveCount(0)
  await expect(other.getByRole('link', { name: 'Invite Members' })).toHaveCount(0)
  await theirs.close()
  expect(said).toEqual([])
})

test('leaves an organization after a question that names it', async ({ page, context, place }) => {
  const organization = await place.organization()
  const member = await place.member(organization, 'organization_user')
  await signIn(context, member)
  await page.goto(`/${organization.account}/account`)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Leave organization' }).click()
  const dialog = page.getByRole('dialog', { name: `Leave ${organization.name}?` })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('link', { name: 'Leave organization' })).toBeFocused()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: `Leave ${organization.name}` }).click()
  await expect(page).toHaveURL(new RegExp(`/${member.username}$`))
  await page.goto(`/${organization.account}`)
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
})

test('leaves without JavaScript', async ({ browser, place }) => {
  const organization = await place.organization()
  const member = await place.member(organization, 'team_contributor')
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, member)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/account`)
  await page.getByRole('link', { name: 'Leave organization' }).click()
  await page.getByRole('button', { name: `Leave ${organization.name}` }).click()
  await expect(page).toHaveURL(new RegExp(`/${member.username}$`))
  await context.close()
})

test('the last Admin is told why leaving is not possible, and what to do', async ({
  page,
  context,
  place,
}) => {
  const organization = await place.organization()
  await signIn(context, organization.admin)
  for (const path of ['account', 'account/leave']) {
    await page.goto(`/${organization.account}/${path}`)
    await expect(page.getByText('You are the last Admin. Make somebody else Admin first')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Leave/ })).toHaveCount(0)
  }
})

test('a stranger sees of an organization what they see of none', async ({ page, context, place }) => {
  const organization = await place.organization()
  await signIn(context, await place.person())
  const seen = async (account: string, rest: string) => {
    await page.goto(`/${account}${rest}`)
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    return { title: await page.title(), text: await page.locator('.shell').textContent() }
  }
  for (const rest of [
    '',
    '/members',
    '/members/invitations',
    '/members/invite',
    '/account',
    '/security/roles',
  ]) {
    expect(await seen(organization.account, rest), rest).toEqual(await seen(`none-${unique()}`, rest))
  }
})

test('who is not signed in goes to sign in and comes back', async ({ page, place }) => {
  const organization = await place.organization()
  await page.goto(`/${organization.account}/members`)
  await expect(page).toHaveURL(
    `${baseURL}/sign-in?next=${encodeURIComponent(`/${organization.account}/members`)}`,
  )
})
