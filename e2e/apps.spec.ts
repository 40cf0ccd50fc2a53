import { randomBytes } from 'node:crypto'
import { ownerSql } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

const unique = () => randomBytes(4).toString('hex')

test('an Admin creates an app by the plus in the bar, its ID following the name, and finds it by the command menu', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const { account, admin } = await place.organization()
  await signIn(context, admin)
  await page.goto(`/${account}/apps`)
  await expect(page.getByText('No apps yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('banner').getByRole('link', { name: 'Create an App' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create an App' })
  await dialog.getByLabel('App name').fill('Äpfel & Birnen')
  await expect(dialog.getByLabel('App ID')).toHaveValue('apfel-birnen')
  await expect(dialog.getByText('This ID is free.')).toBeVisible()
  await dialog.getByLabel('App ID').fill('workflows')
  await expect(dialog.getByText(/This ID is taken, or the portal needs it/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Create App' }).click()
  await expect(dialog.getByText('The portal needs this word').first()).toBeVisible()
  await dialog.getByLabel('App ID').fill('apfel')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create App' }).click()
  await expect(page).toHaveURL(`${baseURL}/${account}/apps/apfel`)
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').fill('birnen')
  await page.getByRole('menuitem', { name: 'Äpfel & Birnen' }).click()
  await expect(page).toHaveURL(`${baseURL}/${account}/apps/apfel`)
  expect(said).toEqual([])
})

test('cards and list, orders, search, pins and stars; the address reproduces the view', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const { account, admin, id } = organization
  for (const [i, name] of ['Cherry', 'Apple', 'Plum'].entries())
    await ownerSql()`insert into apps (org_id, handle, name, description, updated_at)
      values (${id}, ${name.toLowerCase()}, ${name}, ${`Grades ${name}s`}, now() - ${i} * interval '1 hour')`
  await signIn(context, admin)
  await page.goto(`/${account}/apps`)
  const cards = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(cards).toHaveText(['Cherry', 'Apple', 'Plum'])
  await page.getByRole('combobox', { name: 'Order' }).selectOption('name')
  await expect(cards).toHaveText(['Apple', 'Cherry', 'Plum'])
  await page.getByRole('link', { name: 'Order from Z to A' }).click()
  await expect(cards).toHaveText(['Plum', 'Cherry', 'Apple'])
  await page.getByRole('link', { name: 'Pin: Apple' }).click()
  await expect(cards).toHaveText(['Apple', 'Plum', 'Cherry'])
  await page.getByRole('link', { name: 'Star: Plum' }).click()
  await expect(page.getByRole('link', { name: 'Remove star: Plum' })).toBeVisible()
  await page.getByRole('link', { name: 'Show as a list' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Apple')
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByRole('row').nth(2)).toContainText('Plum')
  await page.getByRole('searchbox', { name: /Search apps/ }).fill('grades cherry')
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(page).toHaveURL(/q=grades\+cherry/)
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoSidewaysScroll(page)
  await page.goto(`/${account}/starred`)
  await expect(cards).toHaveText(['Plum'])
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  expect(said).toEqual([])
})

test('duplicates with what was chosen, deletes by the typed ID, and brings back', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const { account, admin } = organization
  const app = await place.app(organization)
  const team = await place.team(organization)
  await place.teamApp(organization, team.id, app.id, 'labeler_lead')
  await signIn(context, admin)
  await page.goto(`/${account}/apps`)
  const act = async (what: string, name: string) => {
    await page.getByRole('link', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: what }).click()
  }
  await act('Duplicate…', app.handle)
  const duplicating = page.getByRole('dialog', { name: `Duplicate ${app.handle}` })
  await duplicating.getByLabel('App name').fill('The copy')
  await duplicating.getByRole('checkbox', { name: /^Teams/ }).check()
  await expectAccessible(page)
  await duplicating.getByRole('button', { name: 'Duplicate App' }).click()
  await expect(page).toHaveURL(`${baseURL}/${account}/apps/the-copy`)
  const [copied] = await ownerSql()`
    select count(*)::int as n from team_apps ta join apps a on a.id = ta.app_id where a.org_id = ${organization.id} and a.handle = 'the-copy'`
  expect(copied?.n).toBe(1)

  await page.goto(`/${account}/apps`)
  await act('Delete…', 'The copy')
  const deleting = page.getByRole('alertdialog', { name: 'Delete The copy?' })
  await expect(deleting.getByText('1 team, with nobody in it')).toBeVisible()
  await deleting.getByLabel(/Type the-copy/).fill('the-copi')
  await expect(deleting.getByRole('button', { name: 'Delete The copy' })).toBeDisabled()
  await deleting.getByLabel(/Type the-copy/).fill('the-copy')
  await expectAccessible(page)
  await deleting.getByRole('button', { name: 'Delete The copy' }).click()
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText([app.handle])
  await page.goto(`/${account}/apps/deleted`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Restore The copy' }).click()
  await expect(page).toHaveURL(`${baseURL}/${account}/apps/the-copy`)
  expect(said).toEqual([])
})

test('works without JavaScript: search, order, pages, view, create, pin, delete, restore', async ({
  browser,
  place,
}) => {
  const organization = await place.organization()
  const { account, admin, id } = organization
  await ownerSql()`insert into apps (org_id, handle, name, updated_at)
    select ${id}, 'app-' || n, 'App ' || lpad(n::text, 2, '0'), now() - n * interval '1 hour' from generate_series(1, 30) n`
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, admin)
  const page = await context.newPage()
  await page.goto(`/${account}/apps`)
  const cards = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(cards).toHaveCount(24)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(cards).toHaveText(['App 25', 'App 26', 'App 27', 'App 28', 'App 29', 'App 30'])
  await page.getByRole('link', { name: 'Previous' }).click()
  await page.getByRole('combobox', { name: 'Order' }).selectOption('name')
  await page.getByRole('searchbox').fill('app 1')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(cards).toHaveCount(10)
  await page.getByRole('link', { name: 'Show as a list' }).click()
  await expect(page.getByRole('row')).toHaveCount(11)
  await page.getByRole('link', { name: 'Actions for App 12' }).click()
  await page.getByRole('button', { name: 'Pin' }).click()
  await page.goto(`/${account}/apps`)
  await expect(cards.first()).toHaveText('App 12')
  await page.getByRole('link', { name: 'Actions for App 12' }).click()
  await expect(page.getByText('everybody who has it by their role')).toBeVisible()
  await page.getByLabel(/Type app-12/).fill('app-12')
  await page.getByRole('button', { name: 'Delete App 12' }).click()
  await expect(page).toHaveURL(/apps\/deleted/)
  await expect(page.getByText('The app is deleted')).toBeVisible()
  await page.goto(`/${account}/apps/new`)
  await page.getByLabel('App name').fill('Made by hand')
  await page.getByLabel('App ID').fill('app-1')
  await page.getByRole('button', { name: 'Create App' }).click()
  await expect(page.getByText('That ID is taken.')).toBeVisible()
  await expect(page.getByLabel('App name')).toHaveValue('Made by hand')
  await page.getByLabel('App ID').fill('app-12')
  await page.getByRole('button', { name: 'Create App' }).click()
  await expect(page.getByText(/^A deleted app holds this ID until/).first()).toBeVisible()
  await page.goto(`/${account}/apps/deleted`)
  await page.getByRole('button', { name: 'Restore App 12' }).click()
  await expect(page).toHaveURL(`${baseURL}/${account}/apps/app-12`)
  await context.close()
})

test('a labeler’s My Apps shows their app alone, with what they may do there; managers have none', async ({
  page,
  context,
  place,
}) => {
  const organization = await place.organization()
  const { account } = organization
  const [mine, theirs] = [
    await place.app(organization),
    await place.app(organization, { visibility: 'organization' }),
  ]
  const labeler = await place.member(organization, 'team_contributor')
  const team = await place.team(organization, { people: [labeler] })
  await place.teamApp(organization, team.id, mine.id, 'labeler_worker')
  await signIn(context, labeler)
  await page.goto(`/${account}/apps`)
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 2 })).toHaveText([mine.handle])
  await expect(main).toContainText('Labeler Worker')
  await expect(main).toContainText(`through ${team.handle}`)
  await expect(main).not.toContainText(theirs.handle)
  await expect(page.getByRole('link', { name: 'Create an App' })).toHaveCount(0)
  await page.getByRole('link', { name: `Actions for ${mine.handle}` }).click()
  await expect(page.getByRole('menuitem')).toHaveText(['Open', 'Pin', 'Star', 'Copy ID'])
  for (const path of ['new', 'deleted', `manage?app=${theirs.handle}`]) {
    await page.goto(`/${account}/apps/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/Create|Deleted|app-/)
  }
  const manager = await place.member(organization, 'financial_manager')
  await context.clearCookies()
  await signIn(context, manager)
  await page.goto(`/${account}/apps`)
  await expect(page.getByRole('main')).not.toContainText(mine.handle)
  await expect(page.getByRole('link', { name: 'My Apps' })).toHaveCount(0)
})

test('everybody has apps of their own', async ({ page, context, place }) => {
  const lena = await place.person()
  await signIn(context, lena)
  await page.goto(`/${lena.username}/apps`)
  await page.getByRole('main').getByRole('link', { name: 'Create an App' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Create an App' })
  const handle = `mine-${unique()}`
  await dialog.getByLabel('App name').fill(handle)
  await dialog.getByRole('button', { name: 'Create App' }).click()
  await expect(page).toHaveURL(`${baseURL}/${lena.username}/apps/${handle}`)
  await page.goto(`/${lena.username}/apps`)
  await expect(page.getByRole('main')).toContainText('it is yours')
})
