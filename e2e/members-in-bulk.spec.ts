import { ownerSql, type Persona, type Place, type world } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

type World = typeof world

const isMember = async (place: Place, who: Persona) => {
  const rows = await ownerSql()`
    select 1 from members where org_id = ${place.id} and user_id = ${who.id} and ended_at is null`
  return rows.length > 0
}
const roleOf = async (place: Place, who: Persona) => {
  const [row] = await ownerSql()`
    select role from members where org_id = ${place.id} and user_id = ${who.id} and ended_at is null`
  return row?.role
}

/** People whose names begin alike and go in order. */
async function crew(place: World, organization: Place, size: number) {
  const people = []
  for (let n = 0; n < size; n++) {
    const who = await place.person({ firstName: 'Kim', lastName: `Crew ${String(n).padStart(2, '0')}` })
    people.push(await place.member(organization, 'organization_user', { who }))
  }
  return people
}

function nth(people: Persona[], n: number): Persona {
  const who = people[n]
  if (!who) throw new Error(`there are only ${people.length}`)
  return who
}

test('chooses rows over pages and removes them after a review, then takes it back', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const people = await crew(place, organization, 28)
  const team = await place.team(organization, { people: people.slice(0, 2) })
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members?size=25`)
  await expect(page.getByRole('checkbox', { name: `Select ${organization.admin.name}` })).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Select Kim Crew 00' }).check()
  await page.getByRole('checkbox', { name: 'Select Kim Crew 03' }).click({ modifiers: ['Shift'] })
  const bar = page.getByRole('region', { name: 'Selected members' })
  await expect(bar).toContainText('4 selected')
  await page.getByRole('checkbox', { name: 'Select Kim Crew 02' }).uncheck()
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByRole('checkbox', { name: 'Select Kim Crew 27' }).check()
  await expect(bar).toContainText('4 selected')
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(page.getByRole('checkbox', { name: 'Select Kim Crew 01' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Select Kim Crew 02' })).not.toBeChecked()
  await expectAccessible(page)

  await bar.getByRole('button', { name: 'Remove' }).click()
  const review = page.getByRole('dialog', { name: `Remove 4 members from ${organization.name}?` })
  for (const name of ['Kim Crew 00', 'Kim Crew 01', 'Kim Crew 03', 'Kim Crew 27'])
    await expect(review.getByText(name, { exact: true })).toBeVisible()
  await expect(review).toContainText(`One team loses them: ${team.handle}`)
  await expectAccessible(page)
  await review.getByRole('button', { name: 'Remove 4 members' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Kim Crew 00' })).toHaveCount(0)
  await expect(bar).toHaveCount(0)
  await expect(review).toHaveCount(0)
  expect(await isMember(organization, nth(people, 27))).toBe(false)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Kim Crew 00' })).toHaveCount(1)
  expect(await isMember(organization, nth(people, 27))).toBe(true)
  const back = await ownerSql()`select 1 from team_members where team_id = ${team.id} and ended_at is null`
  expect(back).toHaveLength(2)
  expect(said).toEqual([])
})

test('takes all that match on all pages, and says per person who stays as they are', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const people = await crew(place, organization, 30)
  const same = await place.member(organization, 'team_contributor', {
    who: await place.person({ firstName: 'Kim', lastName: 'Already There' }),
  })
  const other = await place.member(organization, 'organization_user', {
    who: await place.person({ firstName: 'Noor', lastName: 'Elsewhere' }),
  })
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members?size=25&q=kim`)
  await page.getByRole('checkbox', { name: 'Select all members on this page' }).check()
  const bar = page.getByRole('region', { name: 'Selected members' })
  await expect(bar).toContainText('25 selected')
  await bar.getByRole('button', { name: 'Select all 31 that match' }).click()
  await expect(bar).toContainText('All 31 members selected')
  await page.getByRole('checkbox', { name: 'Select Kim Crew 04' }).uncheck()
  await expect(bar).toContainText('but 1')
  await bar.getByRole('button', { name: 'Change role' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^Team Contributor/ }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog).toContainText('29 members will be Team Contributor')
  await expect(dialog).toContainText('and 9 more')
  await expect(dialog.getByRole('listitem').filter({ hasText: same.name })).toContainText(
    'has this role already',
  )
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Change 29 roles' }).click()
  await expect(dialog.getByText('The roles of 29 members were changed.')).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: same.name })).toContainText(
    'has this role already',
  )
  expect(await roleOf(organization, nth(people, 29))).toBe('team_contributor')
  expect(await roleOf(organization, nth(people, 4))).toBe('organization_user')
  expect(await roleOf(organization, other)).toBe('organization_user')
  expect(said).toEqual([])
})

test('chooses by keyboard alone, and is told', async ({ page, context, place }) => {
  const organization = await place.organization()
  await crew(place, organization, 4)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('checkbox', { name: 'Select Kim Crew 00' }).focus()
  await page.keyboard.press('Space')
  await expect(page.locator('#announcer')).toContainText('1 selected')
  await page.getByRole('checkbox', { name: 'Select Kim Crew 02' }).focus()
  await page.keyboard.press('Shift+Space')
  const bar = page.getByRole('region', { name: 'Selected members' })
  await expect(bar).toContainText(/[23] selected/)
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('button', { name: 'Change role' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Remove/ })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(bar.getByRole('button', { name: 'Remove' })).toBeFocused()
  await bar.getByRole('button', { name: 'Clear selection' }).press('Enter')
  await expect(bar).toHaveCount(0)
  await expect(page.getByRole('checkbox', { name: 'Select Kim Crew 02' })).toBeFocused()
})

test('the same without JavaScript: boxes in a form, a review, a notice that takes it back', async ({
  browser,
  place,
}) => {
  const organization = await place.organization()
  const people = await crew(place, organization, 3)
  const [one, two] = [nth(people, 0), nth(people, 1)]
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('link', { name: 'Select several members' }).click()
  await page.getByRole('checkbox', { name: 'Select Kim Crew 00' }).check()
  await page.getByRole('checkbox', { name: 'Select Kim Crew 01' }).check()
  await page.getByRole('button', { name: 'Change role' }).click()
  await page.getByRole('radio', { name: /^Team Contributor/ }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('2 members will be Team Contributor')).toBeVisible()
  await page.getByRole('button', { name: 'Change 2 roles' }).click()
  await expect(page.getByText('The roles of 2 members were changed.')).toBeVisible()
  expect(await roleOf(organization, one)).toBe('team_contributor')

  await page.goto(`/${organization.account}/members?select=1&q=kim`)
  await page.getByRole('checkbox', { name: /^Not only those ticked: all 3/ }).check()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove 3 members' }).click()
  await expect(page.getByText('3 members were removed.')).toBeVisible()
  expect(await isMember(organization, two)).toBe(false)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('3 people are members again.')).toBeVisible()
  expect(await isMember(organization, two)).toBe(true)

  // From a member's own page, which is gone with the membership.
  await page.goto(`/${organization.account}/members/${one.id}`)
  await page.getByRole('button', { name: `Remove ${one.name}` }).click()
  await expect(page.getByText(`${one.name} was removed.`)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(`${one.name} is a member again.`)).toBeVisible()
  expect(await isMember(organization, one)).toBe(true)
  await context.close()
})

test('reinstates who was removed with what they had, and invites who left', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const [lena, left] = [
    await place.member(organization, 'team_contributor'),
    await place.member(organization, 'organization_user'),
  ]
  const [kept, gone] = [
    await place.team(organization, { people: [lena] }),
    await place.team(organization, { people: [lena] }),
  ]
  const change = crypto.randomUUID()
  await ownerSql()`
    update members set ended_at = now(), ended_by = ${organization.admin.id}, ended_change = ${change} where id = ${lena.memberId}`
  await ownerSql()`
    update team_members set ended_at = now(), ended_change = ${change} where user_id = ${lena.id} and org_id = ${organization.id}`
  await ownerSql()`
    update members set ended_at = now(), ended_by = user_id, ended_change = gen_random_uuid() where id = ${left.memberId}`
  await ownerSql()`update teams set deleted_at = now() where id = ${gone.id}`
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  await page
    .getByRole('navigation', { name: 'People' })
    .getByRole('link', { name: /^Removed/ })
    .click()
  const row = (who: Persona) => page.getByRole('row').filter({ hasText: who.name })
  await expect(row(lena)).toContainText(`Removed by ${organization.admin.name}`)
  await expect(row(left)).toContainText('Left')
  await expectAccessible(page)
  await row(left)
    .getByRole('link', { name: `Invite ${left.name}` })
    .click()
  await expect(page.getByLabel('Email addresses')).toHaveValue(left.email)
  await page.goBack()

  await row(lena)
    .getByRole('link', { name: `Reinstate ${lena.name}` })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: `Reinstate ${lena.name}?` })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: kept.handle })).toContainText('comes back')
  await expect(page.getByRole('listitem').filter({ hasText: gone.handle })).toContainText('is deleted')
  await expectAccessible(page)
  await page.getByRole('button', { name: `Reinstate ${lena.name}` }).click()
  await expect(page.getByText(`${lena.name} is a member again.`).first()).toBeVisible()
  expect(await roleOf(organization, lena)).toBe('team_contributor')
  const teams = await ownerSql()`
    select team_id from team_members where user_id = ${lena.id} and org_id = ${organization.id} and ended_at is null`
  expect(teams.map((one) => one.team_id)).toEqual([kept.id])
  expect(said).toEqual([])
})

test('reinstates several who were removed at once', async ({ page, context, place }) => {
  const said = listen(page)
  const organization = await place.organization()
  const people = await crew(place, organization, 3)
  await ownerSql()`
    update members set ended_at = now(), ended_by = ${organization.admin.id}, ended_change = gen_random_uuid()
     where org_id = ${organization.id} and user_id <> ${organization.admin.id}`
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members/removed`)
  await page.getByRole('checkbox', { name: 'Select Kim Crew 00' }).check()
  await page.getByRole('checkbox', { name: 'Select Kim Crew 02' }).check()
  const bar = page.getByRole('region', { name: 'Selected members' })
  await bar.getByRole('button', { name: 'Reinstate' }).click()
  await page.getByRole('button', { name: 'Reinstate 2 people' }).click()
  await expect(page.getByText('2 people are members again.').first()).toBeVisible()
  expect(await roleOf(organization, nth(people, 2))).toBe('organization_user')
  expect(await isMember(organization, nth(people, 1))).toBe(false)
  expect(said).toEqual([])
})

test('a row’s menu does what one expects, and removing there can be undone', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const lena = await place.member(organization, 'organization_user')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  const open = () => page.getByRole('link', { name: `Actions for ${lena.name}` }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await open()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Copy e-mail' }).click()
  await expect.poll(copied).toBe(lena.email)
  await open()
  await page.getByRole('menuitem', { name: 'Copy ID' }).click()
  await expect.poll(copied).toBe(lena.username)
  await open()
  await page.getByRole('menuitem', { name: 'Change role' }).click()
  await page.getByRole('menuitemradio', { name: /Infrastructure Manager/ }).click()
  await expect(page.getByRole('row').filter({ hasText: lena.name })).toContainText('Infrastructure Manager')
  await open()
  await page.getByRole('menuitem', { name: 'Remove from organization' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `Remove ${lena.name}` })
    .click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row').filter({ hasText: lena.name })).toContainText('Infrastructure Manager')
  await open()
  await page.getByRole('menuitem', { name: 'View member' }).click()
  await expect(page.getByRole('heading', { level: 1, name: lena.name })).toBeVisible()
  await expect(page.getByText(lena.email).first()).toBeVisible()
  expect(said).toEqual([])
})

test('exports what the page shows as a file', async ({ page, context, place }) => {
  const organization = await place.organization()
  await crew(place, organization, 3)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members?q=kim&dir=desc`)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${organization.account} members.csv`)
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  const lines = Buffer.concat(chunks).toString().replace(/\r\n$/, '').split('\r\n')
  expect(lines.map((line) => line.split(',')[0])).toEqual([
    '\ufeffName',
    'Kim Crew 02',
    'Kim Crew 01',
    'Kim Crew 00',
  ])
})

test('fits a phone: boxes stand in the cards, and the bar in the window', async ({
  page,
  context,
  place,
}) => {
  const organization = await place.organization()
  const people = await crew(place, organization, 5)
  const first = nth(people, 0)
  await signIn(context, organization.admin)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('checkbox', { name: 'Select Kim Crew 00' }).check()
  await expect(page.getByRole('region', { name: 'Selected members' })).toBeInViewport()
  await expectNoSidewaysScroll(page)
  // Where the bar comes to rest: on the way there it floats over rows, which scroll out from under it.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await expectAccessible(page)
  for (const path of [`review?do=remove&ids=${first.id}`, `review?do=role&ids=${first.id}`, 'removed']) {
    await page.goto(`/${organization.account}/members/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})
