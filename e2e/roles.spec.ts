import { ownerSql } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

const liveRole = async (orgId: string, userId: string) => {
  const [row] = await ownerSql()`
    select role from members where org_id = ${orgId} and user_id = ${userId} and ended_at is null`
  return row?.role
}

test('changes a role in place, by keyboard, with each role explained', async ({ page, context, place }) => {
  const said = listen(page)
  const organization = await place.organization()
  const omar = await place.member(organization, 'team_contributor', {
    who: await place.person({ firstName: 'Omar', lastName: 'Haddad' }),
  })
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  const role = page.getByRole('link', { name: 'Role of Omar Haddad: Team Contributor. Change it' })
  await role.focus()
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu', { name: 'Role of Omar Haddad' })
  await expect(menu.getByRole('menuitemradio')).toHaveCount(6)
  await expect(menu.getByRole('menuitemradio', { name: /^Team Contributor/ })).toBeChecked()
  await expect(menu.getByText('but creates, updates and deletes nothing')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.type('Organization U')
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('status').filter({ hasText: 'Omar Haddad is now Organization User.' }),
  ).toBeAttached()
  await expect(
    page.getByRole('link', { name: 'Role of Omar Haddad: Organization User. Change it' }),
  ).toBeFocused()
  expect(await liveRole(organization.id, omar.id)).toBe('organization_user')
  expect(said).toEqual([])
})

test('changes a role without JavaScript, on the page of the member', async ({ browser, place }) => {
  const organization = await place.organization()
  const omar = await place.member(organization, 'team_contributor')
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('link', { name: `Role of ${omar.name}: Team Contributor. Change it` }).click()
  await page.getByRole('radio', { name: /^Financial Manager/ }).check()
  await page.getByRole('button', { name: 'Change role' }).click()
  await expect(page.getByText(`${omar.name} is now Financial Manager.`)).toBeVisible()
  expect(await liveRole(organization.id, omar.id)).toBe('financial_manager')
  await context.close()
})

test('the last Admin keeps the role: nothing offers to change it, and the menu says why one stays', async ({
  page,
  context,
  place,
}) => {
  const organization = await place.organization()
  await place.member(organization, 'organization_user')
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  await expect(
    page.getByRole('link', { name: new RegExp(`^Role of ${organization.admin.name}`) }),
  ).toHaveCount(0)
  await page.getByRole('link', { name: 'Actions for yourself' }).click()
  const leave = page.getByRole('menuitem', { name: /Leave organization/ })
  await expect(leave).toHaveAttribute('aria-disabled', 'true')
  await expect(leave).toContainText('You are the last Admin. Make somebody else Admin first')
})

test('a change that comes too late is said and changes nothing', async ({ page, context, place }) => {
  const organization = await place.organization()
  const second = await place.member(organization, 'admin')
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  // Meanwhile somebody takes the role of who looks at the page: they are no Admin any more.
  await ownerSql()`update members set role = 'organization_user' where org_id = ${organization.id} and user_id = ${organization.admin.id}`
  await page.getByRole('link', { name: `Role of ${second.name}: Admin. Change it` }).click()
  await page.getByRole('menuitemradio', { name: /^Team Contributor/ }).click()
  await expect(
    page.getByRole('status').filter({ hasText: 'You may not invite, change and remove members.' }),
  ).toBeAttached()
  expect(await liveRole(organization.id, second.id)).toBe('admin')
})

test('who sees whom: everybody, names without addresses, oneself', async ({ browser, place }) => {
  const organization = await place.organization()
  const user = await place.member(organization, 'organization_user')
  const labeler = await place.member(organization, 'team_contributor')
  const read = async (who: typeof user) => {
    const context = await browser.newContext({ baseURL })
    await signIn(context, who)
    const page = await context.newPage()
    await page.goto(`/${organization.account}/members`)
    const text = await page.getByRole('table').textContent()
    await page.goto(`/${organization.account}/members/invitations`)
    const told =
      who === labeler ? 'No such page, or it is not for you' : 'You may not see pending invitations.'
    await expect(page.getByText(told)).toBeVisible()
    await page.goto(`/${organization.account}/members/invite`)
    await expect(page.getByText(who === labeler ? told : /An Admin can change your role/)).toBeVisible()
    await context.close()
    return text
  }
  const seenByUser = await read(user)
  expect(seenByUser).toContain(labeler.name)
  expect(seenByUser).not.toContain(labeler.email)
  const seenByLabeler = await read(labeler)
  expect(seenByLabeler).toContain(labeler.name)
  expect(seenByLabeler).not.toContain(user.name)
  expect(seenByLabeler).not.toContain(organization.admin.name)
})

test('the table of roles says which one is mine, and fits a phone', async ({ page, context, place }) => {
  const said = listen(page)
  const organization = await place.organization()
  await signIn(context, await place.member(organization, 'infrastructure_manager'))
  await page.goto(`/${organization.account}/security`)
  await page.getByRole('link', { name: /Roles and permissions/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Roles and permissions' })).toBeVisible()
  await expect(page.getByText('Your role').first()).toBeVisible()
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoSidewaysScroll(page)
  expect(said).toEqual([])
})
