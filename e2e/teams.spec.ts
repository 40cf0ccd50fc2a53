import { ownerSql, type Place, type world } from '@/db/testing/world'
import { expectAccessible, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

type World = typeof world

const inTeam = async (place: Place, handle: string) => {
  const rows = await ownerSql()<{ name: string }[]>`
    select u.first_name || ' ' || u.last_name as name from team_members tm
      join teams t on t.id = tm.team_id join users u on u.id = tm.user_id
     where t.org_id = ${place.id} and t.handle = ${handle} and tm.ended_at is null order by 1`
  return rows.map(({ name }) => name)
}

/** People and apps whose names begin alike and go in order. */
async function furnish(place: World, organization: Place, size: number) {
  for (let n = 0; n < size; n++) {
    const who = await place.person({ firstName: 'Kim', lastName: `Crew ${String(n).padStart(2, '0')}` })
    await place.member(organization, 'team_contributor', { who })
    const app = await place.app(organization)
    await ownerSql()`update apps set name = ${`Orchard ${String(n).padStart(2, '0')}`} where id = ${app.id}`
  }
}

test('a team is made, filled by keyboard, given apps, and deleted; and deleting is undone', async ({
  page,
  context,
  place,
}) => {
  test.setTimeout(240_000)
  const said = listen(page)
  const organization = await place.organization()
  await furnish(place, organization, 30)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/teams`)
  await expect(page.getByText('There is no team yet')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Create Team' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Team name').fill('Field labelers')
  await expect(dialog.getByLabel('Team ID')).toHaveValue('field-labelers')
  await expect(dialog.getByText('Free', { exact: true })).toBeVisible()
  await expect(dialog.getByText('Train models')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Labeler Lead' }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Field labelers' })).toBeVisible()
  await expect(page.getByText('Nobody is in this team yet')).toBeVisible()

  await page.getByRole('link', { name: 'Add Members' }).first().click()
  const search = dialog.getByRole('searchbox')
  await expect(search).toBeFocused()
  await search.fill('crew 07')
  await expect(dialog.getByRole('checkbox')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(dialog.getByText('1 chosen')).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await expect(search).toBeFocused()
  await search.fill('crew 29')
  await expect(dialog.getByRole('checkbox')).toHaveCount(2) // the chosen one stays
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(dialog.getByText('2 chosen')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add users' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Kim Crew 29' })).toBeVisible()
  expect(await inTeam(organization, 'field-labelers')).toEqual(['Kim Crew 07', 'Kim Crew 29'])

  await page.getByRole('link', { name: /^Apps/ }).click()
  await page.getByRole('link', { name: 'Add App' }).first().click()
  await dialog.getByRole('searchbox').fill('orchard 0')
  await dialog.getByRole('checkbox', { name: /Orchard 03/ }).check()
  await dialog.getByRole('checkbox', { name: /Orchard 04/ }).check()
  await expect(dialog.getByLabel('Permission in Orchard 03')).toHaveValue(/:labeler_lead$/)
  await dialog.getByLabel('Permission in Orchard 04').selectOption({ label: 'Model Trainer' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add apps' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Orchard 04' })
  await expect(row).toContainText('Model Trainer')
  await row.getByRole('link', { name: /^Permission in Orchard 04/ }).click()
  await page.getByRole('menuitemradio', { name: 'Labeler Worker' }).click()
  await expect(row).toContainText('Labeler Worker')
  await row.getByRole('link', { name: 'Actions for Orchard 04' }).click()
  await page.getByRole('menuitem', { name: 'Remove from team' }).click()
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toContainText('Labeler Worker')

  await page.getByRole('button', { name: 'Actions for Field labelers' }).click()
  await page.getByRole('menuitem', { name: 'Restrict Team' }).click()
  await expect(page.getByText('They keep 2 apps of this team.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Restrict Team' }).click()
  await expect(page.getByText('This team is restricted')).toBeVisible()

  await page.getByRole('button', { name: 'Actions for Field labelers' }).click()
  await page.getByRole('menuitem', { name: 'Delete Team' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Kim Crew 07' })).toContainText(
    'loses Orchard 03, Orchard 04',
  )
  await page.getByRole('button', { name: 'Delete Field labelers' }).click()
  await expect(page.getByText('Field labelers was deleted')).toBeVisible()
  expect(await inTeam(organization, 'field-labelers')).toEqual([])
  await page.locator('#content').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Field labelers' })).toBeVisible()
  expect(await inTeam(organization, 'field-labelers')).toEqual(['Kim Crew 07', 'Kim Crew 29'])
  expect(said).toEqual([])
})

test('people are taken out over pages after a review of what they lose, then back', async ({
  page,
  context,
  place,
}) => {
  const organization = await place.organization()
  const people = []
  for (let n = 0; n < 27; n++) {
    const who = await place.person({ firstName: 'Kim', lastName: `Crew ${String(n).padStart(2, '0')}` })
    people.push(await place.member(organization, 'team_contributor', { who }))
  }
  const team = await place.team(organization, { people })
  const app = await place.app(organization)
  await place.teamApp(organization, team.id, app.id, 'labeler_worker')
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/teams/${team.handle}?size=25`)
  await page.getByRole('checkbox', { name: 'Select all members on this page' }).check()
  const bar = page.getByRole('region', { name: 'Selected members' })
  await bar.getByRole('button', { name: 'Select all 27' }).click()
  await page.getByRole('checkbox', { name: 'Select Kim Crew 01' }).uncheck()
  await bar.getByRole('button', { name: 'Remove from team' }).click()
  const review = page.getByRole('dialog', { name: `Remove 26 members from ${team.handle}?` })
  await expect(review.getByRole('listitem').filter({ hasText: 'Kim Crew 00' })).toContainText(
    `loses ${app.handle}`,
  )
  await expect(review).toContainText('and 6 more')
  await expectAccessible(page)
  await review.getByRole('button', { name: 'Remove 26 from team' }).click()
  await expect(review).toHaveCount(0)
  await expect(page.getByText('1 member', { exact: true })).toBeVisible()
  expect(await inTeam(organization, team.handle)).toEqual(['Kim Crew 01'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('27 members', { exact: true })).toBeVisible()
})

test('all of it works without JavaScript, as narrow as a phone', async ({ browser, place }) => {
  test.setTimeout(120_000)
  const organization = await place.organization()
  await furnish(place, organization, 3)
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/teams`)
  await page.getByRole('link', { name: 'Create Team' }).first().click()
  await page.getByLabel('Team name').fill('Field labelers')
  await page.getByLabel('Team ID').fill('field labelers')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Use letters and digits, joined by - or _.').first()).toBeVisible()
  await expect(page.getByLabel('Team name')).toHaveValue('Field labelers')
  await page.getByLabel('Team ID').fill('field-labelers')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Field labelers' })).toBeVisible()

  await page.getByRole('link', { name: 'Add Members' }).first().click()
  await page.getByRole('searchbox').fill('crew 01')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByRole('checkbox')).toHaveCount(1)
  await page.getByRole('checkbox').check()
  await page.getByLabel(/^End date/).fill('2199-03-31')
  await page.getByRole('button', { name: 'Add users' }).click()
  await expect(page.getByText('1 member was added.')).toBeVisible()
  await expect(page.getByText('31 Mar 2199')).toBeVisible()

  await page.getByRole('link', { name: /^Apps/ }).click()
  await page.getByRole('link', { name: 'Add App' }).first().click()
  await page.getByRole('checkbox', { name: /Orchard 02/ }).check()
  await page.getByLabel('Permission in Orchard 02').selectOption({ label: 'Full Access' })
  await page.getByRole('button', { name: 'Add apps' }).click()
  await expect(page.getByText('1 app was added.')).toBeVisible()
  await page.getByRole('link', { name: /^Permission in Orchard 02: Full Access/ }).click()
  await page.getByRole('radio', { name: 'Labeler Worker' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Orchard 02 was changed.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove Orchard 02' }).click()
  await expect(page.getByText('1 app was removed from the team.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: /^Apps/ }).click()
  await expect(page.getByRole('link', { name: /^Permission in Orchard 02: Labeler Worker/ })).toBeVisible()

  await page.goto(`/${organization.account}/teams/field-labelers`)
  await page.getByRole('link', { name: 'Select several members' }).click()
  await page.getByRole('checkbox', { name: 'Select Kim Crew 01' }).check()
  await page.getByRole('button', { name: 'Remove from team' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Kim Crew 01' })).toContainText(
    'loses Orchard 02',
  )
  await page.getByRole('button', { name: 'Remove from team' }).click()
  await expect(page.getByText('1 member was removed from the team.')).toBeVisible()
  await page.getByRole('link', { name: 'Edit Team Name' }).click()
  await page.getByLabel('Team name').fill('Orchard people')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Orchard people' })).toBeVisible()
  await context.close()
})

test('a labeler sees the own team, its apps, and nobody else in it', async ({ page, context, place }) => {
  test.setTimeout(180_000)
  const organization = await place.organization()
  const [lena, noor] = [
    await place.member(organization, 'team_contributor'),
    await place.member(organization, 'team_contributor'),
  ]
  const [mine, theirs] = [
    await place.team(organization, { people: [lena, noor] }),
    await place.team(organization),
  ]
  const app = await place.app(organization)
  await place.teamApp(organization, mine.id, app.id, 'labeler_worker')
  await signIn(context, lena)
  await page.goto(`/${organization.account}/teams`)
  await expect(page.getByRole('link', { name: mine.handle })).toBeVisible()
  await expect(page.getByText(theirs.handle)).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Create Team' })).toHaveCount(0)
  await page.getByRole('link', { name: mine.handle }).click()
  await expect(page.getByRole('row').filter({ hasText: lena.name })).toBeVisible()
  await expect(page.getByText(noor.name)).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Apps/ }).click()
  await expect(page.getByRole('link', { name: app.handle })).toBeVisible()
  await page.goto(`/${organization.account}/teams/${theirs.handle}`)
  await expect(page.getByText('No such page, or it is not for you')).toBeVisible()
})

test('an invitation names teams, and accepting joins them', async ({ page, context, browser, place }) => {
  const organization = await place.organization()
  const guest = await place.person()
  const team = await place.team(organization)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('link', { name: 'Invite Members' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Email addresses').fill(guest.email)
  await dialog.getByText('Teams', { exact: true }).click()
  await dialog.getByRole('checkbox', { name: team.handle }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog.getByText('1 of 1 is invited').or(dialog.getByText(guest.email))).toBeVisible()
  await page.goto(`/${organization.account}/members/invitations`)
  await expect(page.getByText(`Joins ${team.handle}`)).toBeVisible()
  const theirs = await browser.newContext({ baseURL })
  await signIn(theirs, guest)
  const other = await theirs.newPage()
  await other.goto(`/${guest.username}`)
  await expect(other.getByText(team.handle)).toBeVisible()
  await other.getByRole('button', { name: 'Accept' }).click()
  await expect.poll(() => inTeam(organization, team.handle)).toEqual([guest.name])
  await theirs.close()
})
