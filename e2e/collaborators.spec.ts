import { ownerSql } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

const SHARES = ['Apps:Get', 'Collaborators:Get', 'Collaborators:Add', 'Collaborators:Delete', 'Inputs:Get']

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without'

  test(`an Admin offers an app, changes what a collaborator holds, removes and brings back, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    test.slow() // the whole way, a dozen pages
    const organization = await place.organization()
    const app = await place.app(organization)
    const [lena, max] = [
      await place.person({ firstName: 'Lena', lastName: 'Berg' }),
      await place.person({ firstName: 'Max', lastName: 'Tal' }),
    ]
    await place.collaborator(organization, app.id, lena, ['Apps:Get', 'Inputs:Get'])
    await place.collaborator(organization, app.id, max, ['Apps:Get'])
    await ownerSql()`update collaborators set started_by = ${lena.id} where user_id = ${max.id}`
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    const said = listen(page)
    const settings = `/${organization.account}/apps/${app.handle}/settings`

    await page.goto(settings)
    await page.locator('#collaborators').getByRole('link', { name: 'Add Collaborators' }).click()
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByText('Enter at least one e-mail address.').first()).toBeVisible()
    await page.getByLabel('E-mail addresses').fill('new@example.test, nonsense@')
    await page.getByRole('checkbox', { name: /^Concept/ }).check()
    await page.getByText('Advanced Scopes').click()
    await page.getByRole('checkbox', { name: 'Inputs:Delete' }).check()
    if (javaScriptEnabled) {
      await expect(page.getByRole('checkbox', { name: 'Inputs:Add' })).toBeChecked()
      await expect(
        page.getByText('Brought along, since others need them or to see the app: Inputs:Add'),
      ).toBeVisible()
    }
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByText('The app is offered to 1 of 2 addresses.')).toBeVisible()
    await expect(page.getByText(/Brought along.*Inputs:Add/)).toBeVisible()
    await page.getByRole('link', { name: 'See the collaborators' }).click()
    await expect(page.locator('#offers').getByText('new@example.test')).toBeVisible()
    await page.getByRole('button', { name: 'Resend the offer to new@example.test' }).click()
    await expect(page.locator('#offers')).toContainText('new@example.test')
    await page.getByRole('button', { name: 'Withdraw the offer to new@example.test' }).click()
    await expect(page.locator('#offers')).toHaveCount(0)

    await page.getByRole('link', { name: 'Edit what Lena Berg holds' }).click()
    await page
      .getByRole('checkbox', { name: /^Concept/ })
      .first()
      .check()
    await page.getByRole('checkbox', { name: 'Inputs:Get' }).uncheck()
    await page.getByRole('button', { name: 'Review changes' }).click()
    await expect(page.getByText('What changes for Lena Berg')).toBeVisible()
    await expect(page.locator('.scope-list[data-sign="+"]')).toHaveText(/Concepts:Add.*Concepts:Get/s)
    await expect(page.locator('.scope-list[data-sign="−"]')).toHaveText(/Inputs:Get/)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('What Lena Berg holds was changed')).toBeVisible()

    await page.getByRole('checkbox', { name: 'Choose Lena Berg' }).check()
    await page.getByRole('button', { name: 'Remove those chosen' }).click()
    await page.getByRole('checkbox', { name: /Max Tal/ }).check()
    await page.getByRole('button', { name: 'Remove Lena Berg' }).click()
    await expect(page.getByText('2 people are no collaborators any more')).toBeVisible()
    await expect(page.getByText('No collaborators yet')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.locator('#content').getByText('2 people are collaborators again')).toBeVisible()
    await page.getByLabel('Search by name').fill('berg')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByText('Lena Berg', { exact: true })).toBeVisible()
    await expect(page.getByText('Max Tal', { exact: true })).toHaveCount(0)
    expect(said).toEqual([])
    await context.close()
  })
}

test('a collaborator invites with what they hold, until the organization switches it off', async ({
  browser,
  place,
}) => {
  const organization = await place.organization()
  const app = await place.app(organization)
  const [guest, more] = [await place.person(), await place.person({ firstName: 'Ida', lastName: 'More' })]
  await place.collaborator(organization, app.id, guest, SHARES)
  await place.collaborator(organization, app.id, more, ['Apps:Get', 'Metrics:Get'])
  const context = await browser.newContext({ baseURL })
  await signIn(context, guest)
  const page = await context.newPage()
  const list = `/${organization.account}/apps/${app.handle}/settings/collaborators`
  await page.goto(`/${organization.account}/apps/${app.handle}`)
  await page.getByRole('navigation', { name: app.handle }).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'All collaborators and open offers' }).click()
  await page.getByRole('link', { name: 'View what Ida More holds' }).click()
  await expect(page.getByText('You cannot change or remove who holds more than you: Ida More.')).toBeVisible()
  await page.goto(`${list}/add`)
  await page.getByText('Advanced Scopes').click()
  await expect(page.getByRole('checkbox', { name: 'Metrics:Get' })).toHaveCount(0)
  await page.getByLabel('Select All Scopes').check()
  await page.getByLabel('E-mail addresses').fill('friend@example.test')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('The app is offered to 1 of one address.')).toBeVisible()

  const admin = await browser.newContext({ baseURL })
  await signIn(admin, organization.admin)
  const settings = await admin.newPage()
  await settings.goto(`/${organization.account}/settings`)
  const sharing = settings.locator('.panel').filter({ hasText: 'Collaborators may invite others' })
  await sharing.getByRole('checkbox').uncheck()
  await sharing.getByRole('button', { name: 'Save' }).click()
  await expect(sharing.getByText('Saved.')).toBeVisible()
  await page.goto(`${list}/add`)
  await expect(page.getByText('does not let collaborators share its apps')).toBeVisible()
  await admin.close()
  await context.close()
})

test('the pages are accessible, and fit a narrow window', async ({ browser, place }) => {
  test.slow() // axe looks at five long forms, each twice
  const organization = await place.organization()
  const app = await place.app(organization)
  const lena = await place.person({ firstName: 'Lena', lastName: 'Berg' })
  await place.collaborator(organization, app.id, lena, SHARES)
  await place.belowApp(organization, app.id)
  const context = await browser.newContext({ baseURL })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  const list = `/${organization.account}/apps/${app.handle}/settings/collaborators`
  for (const path of [
    `/${organization.account}/apps/${app.handle}/settings`,
    list,
    `${list}/add`,
    `${list}/${lena.id}`,
    `${list}/remove?ids=${lena.id}`,
  ]) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const advanced of await page.getByText('Advanced Scopes').all())
      if ((await page.locator('details[open]').count()) === 0) await advanced.click()
    await expectAccessible(page)
    await page.setViewportSize({ width: 360, height: 740 })
    await expectNoSidewaysScroll(page)
  }
  await context.close()
})
