import { randomBytes } from 'node:crypto'
import type { Locator } from '@playwright/test'
import { ownerSql } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { mailTo } from './support/mailbox'
import { baseURL, expect, signIn, test } from './support/world'

const unique = () => randomBytes(4).toString('hex')

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without'

  test(`an Admin changes name, billing address and the life of invitations, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    const other = await place.organization()
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    await page.goto(`/${organization.account}`)
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()

    const name = `Renamed ${unique()}`
    await page.getByLabel('Organization Name').fill(other.name)
    await page.getByLabel('Billing Email').fill('new-billing@example.test')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await expect(page.getByText('An organization with that name exists already').first()).toBeVisible()
    await expect(page.getByLabel('Billing Email')).toHaveValue('new-billing@example.test')
    await page.getByLabel('Organization Name').fill(name)
    await page.getByRole('button', { name: 'Save' }).first().click()
    await expect(page.locator('form').getByText('Saved.')).toBeVisible()
    await expect(page.getByLabel('Organization Name')).toHaveValue(name)
    await expect(page.getByText(`What ${name} is called`)).toBeVisible()
    await expect(page.getByRole('banner')).toContainText(name)

    const days = page.getByLabel('Days an invitation lives')
    const formOf = (field: Locator) => page.locator('form').filter({ has: field })
    await expect(days).toHaveValue('7')
    await days.fill('91')
    await formOf(days).getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Use a whole number of days from 1 to 90.').first()).toBeVisible()
    await days.fill('30')
    await formOf(days).getByRole('button', { name: 'Save' }).click()
    await expect(formOf(days).getByText('Saved.')).toBeVisible()
    await page.reload()
    await expect(days).toHaveValue('30')
    await expect(page.getByLabel('Billing Email')).toHaveValue('new-billing@example.test')
    await context.close()
  })

  test(`an Admin changes the ID, told what that means, and takes it back, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    const taken = await place.person()
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    await page.goto(`/${organization.account}/settings`)
    await expect(page.getByText('go on to the new one for 90 days')).toBeVisible()
    const [newId, change] = [page.getByLabel('New ID'), page.getByRole('button', { name: 'Change ID' })]
    await newId.fill(taken.username)
    await change.click()
    await expect(page.getByText('That is taken. Choose another.').first()).toBeVisible()
    await expect(newId).toHaveValue(taken.username)
    const id = `id-${unique()}`
    await newId.fill(id)
    await change.click()
    await expect(page).toHaveURL(new RegExp(`/${id}/settings`))
    await expect(page.getByText(`The ID is now ${id}.`)).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: organization.account })).toContainText('until')
    await page.goto(`/${organization.account}/members?q=somebody`)
    await expect(page).toHaveURL(`${baseURL}/${id}/members?q=somebody`)
    await page.goto(`/${id}/settings`)
    await newId.fill(organization.account)
    await change.click()
    await expect(page).toHaveURL(new RegExp(`/${organization.account}/settings`))
    await context.close()
  })

  test(`deletes with the ID typed, and restores it all, ${how} JavaScript`, async ({ browser, place }) => {
    const organization = await place.organization()
    const member = await place.member(organization, 'team_contributor')
    await place.team(organization, { people: [member] })
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    const theirs = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    await signIn(theirs, member)
    const [page, other] = [await context.newPage(), await theirs.newPage()]
    await other.goto(`/${organization.account}`)
    await expect(other.getByRole('heading', { level: 1, name: organization.name })).toBeVisible()

    await page.goto(`/${organization.account}/settings`)
    await page.getByRole('link', { name: 'Delete organization' }).click()
    await expect(page.getByText('2 memberships, with their roles')).toBeVisible()
    await expect(page.getByText('1 team', { exact: true })).toBeVisible()
    const confirm = page.getByRole('button', { name: `Delete ${organization.name}` })
    const typed = page.getByLabel(`Type ${organization.account} to confirm`)
    if (!javaScriptEnabled) {
      await typed.fill('something else')
      await confirm.click()
      await expect(
        page.getByText(`Type ${organization.account}, the ID of the organization.`).first(),
      ).toBeVisible()
    }
    await typed.fill(organization.account)
    await confirm.click()
    await expect(page).toHaveURL(/\/organizations\/deleted/)
    await expect(page.getByText('The organization was deleted')).toBeVisible()

    for (const [who, path] of [
      [page, ''],
      [page, '/members'],
      [page, '/settings'],
      [other, ''],
      [other, '/account'],
    ] as const) {
      await who.goto(`/${organization.account}${path}`)
      await expect(who.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    }
    await other.goto('/organizations/deleted')
    await expect(other.getByText('Nothing to restore')).toBeVisible()
    await other.goto(`/${member.username}/notifications`)
    await expect(
      other.getByText(`deleted ${organization.name}. Its Admins can restore it until`),
    ).toBeVisible()
    const mail = await mailTo(organization.admin.email, { subject: /was deleted/ })
    expect(mail.text).toContain(`${baseURL}/organizations/deleted`)

    await page.goto(`/${organization.admin.username}`)
    await page.getByRole('link', { name: 'See what can be restored' }).click()
    await page.getByRole('button', { name: `Restore ${organization.name}` }).click()
    await expect(page).toHaveURL(new RegExp(`/${organization.account}\\?`))
    await expect(page.getByText(`${organization.name} is back as it was`)).toBeVisible()
    await other.goto(`/${organization.account}/members`)
    await expect(other.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
    const mine = await mailTo(member.email, { subject: /was restored/ })
    expect(mine.text).toContain(`${baseURL}/${organization.account}`)
    await context.close()
    await theirs.close()
  })
}

test('restores under another name where its own was taken', async ({ page, context, place }) => {
  const organization = await place.organization()
  await ownerSql()`
    update organizations set deleted_at = now(), deleted_by = ${organization.admin.id}, restorable_until = now() + interval '30 days'
     where org_id = ${organization.id}`
  await place.organization({ name: organization.name })
  await signIn(context, organization.admin)
  await page.goto('/organizations/deleted')
  await expect(page.getByText(`Another organization is called ${organization.name} by now.`)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('An organization with that name exists already').first()).toBeVisible()
  await page.getByLabel('New name').fill(`${organization.name} again`)
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${organization.name} again` })).toBeVisible()
})

test('who may not change them reads the settings with the reason, and no billing address', async ({
  browser,
  place,
}) => {
  const organization = await place.organization()
  for (const [role, sees] of [
    ['organization_user', false],
    ['financial_manager', true],
  ] as const) {
    const context = await browser.newContext({ baseURL })
    await signIn(context, await place.member(organization, role))
    const page = await context.newPage()
    await page.goto(`/${organization.account}/settings`)
    await expect(page.getByText('You see these settings, and cannot change them.')).toBeVisible()
    await expect(page.getByText('An Admin can change your role to Admin.')).toBeVisible()
    await expect(page.getByText('billing@example.test')).toHaveCount(sees ? 1 : 0)
    await expect(page.getByRole('button', { name: /Save|Change ID/ })).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'Delete organization' })).toHaveCount(0)
    await expectAccessible(page)
    await page.goto(`/${organization.account}/settings/delete`)
    await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible()
    await context.close()
  }
})

test('the pages are accessible, silent, and fit at 360 px; focus comes back from the dialog', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization({
    name: `A name as long as any name that somebody might think of ${unique()}`,
  })
  await signIn(context, organization.admin)
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    for (const path of ['/settings', '/settings/delete']) {
      await page.goto(`/${organization.account}${path}`)
      if (width === 360) await expectAccessible(page) // at the other width every page is looked at elsewhere
      await expectNoSidewaysScroll(page)
    }
  }
  await page.goto(`/${organization.account}/settings`)
  const open = page.getByRole('link', { name: 'Delete organization' })
  await open.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByLabel(`Type ${organization.account} to confirm`).fill('another')
  await expect(page.getByRole('button', { name: `Delete ${organization.name}` })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(open).toBeFocused()
  expect(said).toEqual([])
})
