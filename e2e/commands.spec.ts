import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

test('goes to a page, an account and a member by the keyboard alone, and gives the focus back', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const member = await place.member(organization, 'organization_user')
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  const opener = page.getByRole('link', { name: 'Search and go to' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Go to' })
  const field = dialog.getByRole('searchbox')
  await expect(field).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('secur')
  await expect(dialog.getByRole('menuitem', { name: 'Security' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/${organization.account}/security`)
  await expect(dialog).toBeHidden()

  await page.keyboard.press('Control+k')
  await page.keyboard.type(member.name)
  await expect(dialog.getByRole('menuitem', { name: member.name })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('menuitem', { name: member.name }).click()
  await expect(page).toHaveURL(`/${organization.account}/members/${member.id}`)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('zzzz')
  await expect(dialog.getByText('Nothing matches “zzzz”')).toBeVisible()
  await field.fill(organization.admin.name)
  await dialog.getByRole('menuitem').filter({ hasText: 'Personal account' }).click()
  await expect(page).toHaveURL(`/${organization.admin.username}`)
  expect(said).toEqual([])
})

test('keys pressed alone lead on, rest while somebody types, and can be switched off', async ({
  page,
  context,
  place,
}) => {
  const organization = await place.organization()
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}`)
  await expect(async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await expect(page).toHaveURL(`/${organization.account}/members`, { timeout: 1000 })
  }).toPass() // keys pressed before the page is alive do nothing
  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: /^Search by name/ })
  await expect(search).toBeFocused()
  await page.keyboard.type('gs?i')
  await expect(search).toHaveValue('gs?i')
  await expect(page).toHaveURL(/q=gs/)
  await search.blur()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByText('Invite Members')).toBeVisible()
  await expectAccessible(page)
  await sheet.getByRole('checkbox', { name: 'Use keys without Ctrl or Cmd' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('i')
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible()
  await expect(page).toHaveURL(/q=gs/)
})

test('a member is offered only what is theirs to do', async ({ page, context, place }) => {
  const organization = await place.organization()
  const member = await place.member(organization, 'team_contributor')
  await signIn(context, member)
  await page.goto(`/${organization.account}`)
  const dialog = page.getByRole('dialog', { name: 'Go to' })
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(dialog).toBeVisible({ timeout: 1000 })
  }).toPass() // keys pressed before the page is alive do nothing
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.keyboard.press('i')
  await page.keyboard.press('Control+k')
  await expect(dialog.getByRole('menuitem', { name: 'Members' })).toBeVisible()
  await expect(dialog.getByRole('menuitem', { name: 'Invite Members' })).toHaveCount(0)
  const people = (name: string) =>
    page.request.get(`/${organization.account}/search/people?q=${encodeURIComponent(name)}`)
  expect(await (await people(organization.admin.name)).json()).toEqual([])
  expect(await (await people(member.name)).json()).toMatchObject([{ userId: member.id }])
})

test('finds the same without JavaScript, at a phone’s width', async ({ browser, place }) => {
  const organization = await place.organization()
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('link', { name: 'Search and go to' }).click()
  await page.getByRole('searchbox').fill(organization.admin.name)
  await page.getByRole('button', { name: 'Search' }).click()
  const found = page.getByRole('main').getByRole('link', { name: organization.admin.name }).first()
  await expect(found).toBeVisible()
  await expectNoSidewaysScroll(page)
  await found.click()
  await expect(page).toHaveURL(`/${organization.account}/members/${organization.admin.id}`)
  await context.close()
})
