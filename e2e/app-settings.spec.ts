import { randomBytes } from 'node:crypto'
import { ownerSql } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

const unique = () => randomBytes(4).toString('hex')

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without'

  test(`an Admin says what an app is, who sees it and what runs in it, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    const app = await place.app(organization)
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    const path = `/${organization.account}/apps/${app.handle}`
    await page.goto(path)
    await page.getByRole('navigation', { name: app.handle }).getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    const saved = (name: string) =>
      page.locator('.panel').filter({ has: page.getByRole('heading', { name, exact: true }) })

    await page.getByLabel('App name').fill(' ')
    await page.getByLabel('Description').fill('Tells ripe from green.')
    await saved('Name and description').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Use at least 2 characters.').first()).toBeVisible()
    await expect(page.getByLabel('Description')).toHaveValue('Tells ripe from green.')
    await page.getByLabel('App name').fill('Fruit sorting')
    await page.getByLabel('Default language').selectOption('de')
    await saved('Name and description').getByRole('button', { name: 'Save' }).click()
    await expect(saved('Name and description').getByText('Saved.')).toBeVisible()
    await expect(page.getByLabel('Default language')).toHaveValue('de')

    await page
      .getByRole('textbox', { name: /^Text/ })
      .fill('# Fruit\n\n**Ripe** [rules](https://example.com/rules) <script>alert(1)</script>')
    await saved('Notes').getByRole('button', { name: 'Save' }).click()
    await expect(saved('Notes').getByText('Saved.')).toBeVisible()
    await page.getByLabel('Public').check()
    await saved('Visibility').getByRole('button', { name: 'Save' }).click()
    await expect(saved('Visibility').getByText('Saved.')).toBeVisible()
    await page.getByLabel('Audio').check()
    await saved('Base workflow').getByRole('button', { name: 'Save' }).click()
    await expect(saved('Base workflow').getByText('Saved.')).toBeVisible()
    await page.reload()
    await expect(page.getByLabel('Public')).toBeChecked()
    await expect(page.getByLabel('Audio')).toBeChecked()

    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: 'Fruit sorting' })).toContainText('Public')
    await expect(page.getByRole('heading', { level: 3, name: 'Fruit' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'rules' })).toHaveAttribute('rel', /nofollow noopener/)
    await expect(page.getByText('edited the notes of Fruit sorting')).toBeVisible()
    await expect(page.getByText('German')).toBeVisible()
    await context.close()
  })

  test(`the ID of an app changes, the old address leads on, and it is taken back, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    const [app, other] = [await place.app(organization), await place.app(organization)]
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    const path = `/${organization.account}/apps`
    await page.goto(`${path}/${app.handle}/settings`)
    const [newId, change] = [page.getByLabel('New ID'), page.getByRole('button', { name: 'Change ID' })]
    await newId.fill(other.handle)
    await change.click()
    await expect(page.getByText('Another app here has this ID').first()).toBeVisible()
    await expect(newId).toHaveValue(other.handle)
    const id = `id-${unique()}`
    await newId.fill(id)
    await change.click()
    await expect(page).toHaveURL(new RegExp(`/apps/${id}/settings`))
    await expect(page.getByText(`The ID is now ${id}.`)).toBeVisible()
    await page.goto(`${path}/${app.handle}/settings?said=x`)
    await expect(page).toHaveURL(`${baseURL}${path}/${id}/settings?said=x`)
    await newId.fill(app.handle)
    await change.click()
    await expect(page).toHaveURL(new RegExp(`/apps/${app.handle}/settings`))
    await context.close()
  })

  test(`an Admin gives teams an app, changes what they may do, and takes it away, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    const app = await place.app(organization)
    const [team, second] = [await place.team(organization), await place.team(organization)]
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    const settings = `/${organization.account}/apps/${app.handle}/settings`
    await page.goto(settings)
    await expect(page.getByText('No team has this app yet')).toBeVisible()
    await page.getByRole('link', { name: 'Add teams' }).click()
    await page.getByRole('button', { name: 'Add teams' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    await page.getByLabel(team.handle).check()
    await page.getByLabel(second.handle).check()
    await page.getByLabel('Labeler Lead').check()
    await page.getByRole('button', { name: 'Add teams' }).click()
    await expect(page.getByText('The teams have this app now.')).toBeVisible()
    const row = page.locator('.app-teams li').filter({ hasText: team.handle })
    await expect(row).toContainText('Labeler Lead')
    await row.getByRole('link', { name: `Edit the access of ${team.handle}` }).click()
    await page.getByLabel('Model Trainer').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('The access of the team was changed.')).toBeVisible()
    await expect(row).toContainText('Model Trainer')
    await row.getByRole('link', { name: `Edit the access of ${team.handle}` }).click()
    await page.getByRole('button', { name: `Remove ${team.handle}` }).click()
    await expect(page.getByText('The team no longer has this app.')).toBeVisible()
    await expect(row).toHaveCount(0)
    await expect(page.locator('.app-teams li')).toHaveCount(1)
    await context.close()
  })

  test(`an app goes to another organization with its collaborators, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    const here = await place.organization()
    const there = await place.organization({ admin: here.admin })
    const [app, taken] = [await place.app(here), await place.app(there)]
    const labeler = await place.member(here, 'team_contributor')
    const team = await place.team(here, { people: [labeler] })
    await place.teamApp(here, team.id, app.id, 'labeler_worker')
    const guest = await place.person()
    await place.collaborator(here, app.id, guest, ['Apps:Get'])
    const old = `/${here.account}/apps/${app.handle}`
    const [context, theirs, guests] = await Promise.all(
      [here.admin, labeler, guest].map(async (who) => {
        const one = await browser.newContext({ baseURL, javaScriptEnabled })
        await signIn(one, who)
        return one
      }),
    )
    if (!context || !theirs || !guests) throw new Error('three were opened')
    const [page, other, third] = await Promise.all([context.newPage(), theirs.newPage(), guests.newPage()])
    await other.goto(old)
    await expect(other.getByRole('heading', { level: 1, name: app.handle })).toBeVisible()

    await page.goto(`${old}/settings`)
    await page.getByRole('link', { name: 'Transfer ownership' }).click()
    await expect(page.getByText('One team loses access')).toBeVisible()
    await page.getByLabel('Destination').selectOption(there.account)
    await page.getByLabel('App ID').fill(taken.handle)
    await page.getByLabel('Keep').check()
    const [typed, confirm] = [
      page.getByLabel(`Type ${app.handle} to confirm`),
      page.getByRole('button', { name: /^Transfer/ }),
    ]
    await typed.fill('something else')
    await confirm.click()
    await expect(page.getByText(`Type ${app.handle}, the ID of the app.`).first()).toBeVisible()
    await expect(page.getByLabel('Destination')).toHaveValue(there.account)
    await typed.fill(app.handle)
    await confirm.click()
    await expect(page.getByText('Another app here has this ID').first()).toBeVisible()
    const id = `moved-${unique()}`
    await page.getByLabel('App ID').fill(id)
    await confirm.click()
    await expect(page).toHaveURL(new RegExp(`/${there.account}/apps/${id}\\?said=moved`))
    await expect(page.getByText(`belongs to ${there.name} now`)).toBeVisible()

    await page.goto(`${old}/settings?x=1`)
    await expect(page).toHaveURL(`${baseURL}/${there.account}/apps/${id}/settings?x=1`)
    await third.goto(old)
    await expect(third).toHaveURL(`${baseURL}/${there.account}/apps/${id}`)
    await expect(third.getByRole('heading', { level: 1, name: app.handle })).toBeVisible()
    await other.goto(old)
    await expect(other).toHaveURL(`${baseURL}${old}`)
    await expect(other.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    await expect(other.locator('body')).not.toContainText(there.name)
    await other.goto(`/${labeler.username}/notifications`)
    await expect(other.getByText(`transferred the app ${app.handle} to another account`)).toBeVisible()
    await Promise.all([context, theirs, guests].map((one) => one.close()))
  })

  test(`the sidebar folds, and stays so, ${how} JavaScript`, async ({ browser, place }) => {
    const organization = await place.organization()
    const app = await place.app(organization)
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    await page.goto(`/${organization.account}/apps/${app.handle}`)
    const nav = page.getByRole('navigation', { name: app.handle })
    await expect(nav.getByText('Overview')).toBeVisible()
    await expect(page.getByRole('navigation', { name: organization.name })).toBeHidden()
    await nav.getByRole('button', { name: 'Fold the sidebar' }).click()
    await expect(nav.getByText('Overview')).toBeHidden()
    await nav.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    await page.reload()
    await expect(nav.getByText('Overview')).toBeHidden()
    if (!javaScriptEnabled) await expectNoSidewaysScroll(page)
    await nav.getByRole('button', { name: 'Unfold the sidebar' }).click()
    await expect(nav.getByText('Overview')).toBeVisible()
    await context.close()
  })
}

test('each sees in an app what is theirs: four team permissions, a viewer, a manager, a guest, a stranger', async ({
  browser,
  place,
}) => {
  test.slow() // eight people, and two themes of their pages
  const organization = await place.organization()
  const app = await place.app(organization)
  await ownerSql()`update apps set notes = '# For everybody' where id = ${app.id}`
  const path = `/${organization.account}/apps/${app.handle}`
  const look = async (who: Parameters<typeof signIn>[1]) => {
    const context = await browser.newContext({ baseURL })
    await signIn(context, who)
    return { page: await context.newPage(), close: () => context.close() }
  }
  for (const [permission, pages, edits] of [
    ['full_access', ['Overview', 'People', 'Settings'], true],
    ['model_trainer', ['Overview', 'People', 'Settings'], false],
    ['labeler_lead', ['Overview', 'People', 'Settings'], false],
    ['labeler_worker', ['Overview'], false],
  ] as const) {
    const who = await place.member(organization, 'team_contributor')
    const team = await place.team(organization, { people: [who] })
    await place.teamApp(organization, team.id, app.id, permission)
    const { page, close } = await look(who)
    await page.goto(path)
    const links = page.getByRole('navigation', { name: app.handle }).locator('ul').getByRole('link')
    await expect(links, permission).toHaveText([...pages])
    await expect(page.getByRole('heading', { name: 'For everybody' })).toBeVisible()
    await expect(page.getByText('Recent activity')).toHaveCount(0)
    await expectAccessible(page)
    await page.goto(`${path}/settings`)
    if (permission === 'labeler_worker')
      await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    else {
      await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(edits ? 2 : 0)
      await expect(page.getByRole('button', { name: 'Change ID' })).toHaveCount(0)
      await expect(page.getByText('You may not change the visibility of the app.')).toBeVisible()
      await expectAccessible(page)
    }
    await page.goto(`${path}/settings/transfer`)
    await expect(page.getByText('No such page, or it is not for you')).toBeVisible()
    await close()
  }
  const guest = await place.person()
  await place.collaborator(organization, app.id, guest, ['Apps:Get'])
  for (const [who, sees] of [
    [await place.member(organization, 'organization_user'), true],
    [guest, true],
    [await place.member(organization, 'financial_manager'), false],
    [await place.person(), false],
  ] as const) {
    const { page, close } = await look(who)
    await page.goto(path)
    if (sees) await expect(page.getByRole('heading', { name: 'For everybody' })).toBeVisible()
    else await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    await close()
  }
})

test('the command menu leads to the pages of the app that one is in', async ({ page, context, place }) => {
  const organization = await place.organization()
  const app = await place.app(organization)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/apps/${app.handle}`)
  await page.getByRole('link', { name: 'Search' }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill(`${app.handle} settings`)
  await page.getByRole('menuitem', { name: 'Settings' }).first().click()
  await expect(page).toHaveURL(`${baseURL}/${organization.account}/apps/${app.handle}/settings`)
})

test('the pages are accessible, silent, and fit at 360 px', async ({ page, context, place }) => {
  test.slow() // six pages, two widths, two themes
  const said = listen(page)
  const organization = await place.organization()
  await place.organization({ admin: organization.admin })
  const app = await place.app(organization)
  const name = `A name as long as any that somebody might think of for an app ${unique()}`
  await ownerSql()`
    update apps set name = ${name}, description = 'Tells ripe from green.',
           notes = ${`# Notes\n\n\`\`\`\n${'wide '.repeat(60)}\n\`\`\`\n\n| a | b |\n| - | - |\n| ${'x'.repeat(90)} | ${'y'.repeat(90)} |\n\n- [x] done`}
     where id = ${app.id}`
  const team = await place.team(organization)
  await place.team(organization)
  await place.teamApp(organization, team.id, app.id, 'full_access')
  await signIn(context, organization.admin)
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    for (const path of [
      '',
      '/settings',
      '/settings/transfer',
      '/settings/delete',
      '/settings/teams/add',
      `/settings/teams/${team.handle}`,
    ]) {
      await page.goto(`/${organization.account}/apps/${app.handle}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('There is nothing here')
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
    }
  }
  expect(said).toEqual([])
})
