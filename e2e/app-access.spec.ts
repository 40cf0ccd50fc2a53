import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

test('says who reaches an app and why, and finds people by name', async ({ page, context, place }) => {
  const said = listen(page)
  const organization = await place.organization()
  const lena = await place.member(organization, 'team_contributor')
  const user = await place.member(organization, 'organization_user')
  const guest = await place.person()
  const team = await place.team(organization, { people: [lena] })
  const app = await place.app(organization)
  await place.teamApp(organization, team.id, app.id, 'labeler_lead', new Date(Date.now() + 5 * 86_400_000))
  await place.collaborator(organization, app.id, guest, ['Apps:Get', 'Inputs:Get'])
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/apps/${app.handle}/access`)
  const list = page.getByRole('list', { name: 'Who can reach this app', exact: true })
  const row = (name: string) => list.locator(':scope > li').filter({ hasText: name })
  await expect(row(lena.name)).toContainText('Labeler Lead through the team')
  await expect(row(user.name)).toContainText('Organization User: reaches every app')
  await expect(row(guest.name)).toContainText('Collaborator with Apps:Get, Inputs:Get')
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoSidewaysScroll(page)
  await page.getByRole('searchbox', { name: 'Find people by name' }).fill(lena.name.slice(-6))
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(row(user.name)).toHaveCount(0)
  await expect(row(lena.name)).toBeVisible()
  expect(said.filter((line) => line.startsWith('error'))).toEqual([])
})

test('a labeler asks in vain, without JavaScript as well; their lead sees the names of the team', async ({
  browser,
  place,
}) => {
  const organization = await place.organization()
  const [lead, worker] = [
    await place.member(organization, 'team_contributor'),
    await place.member(organization, 'team_contributor'),
  ]
  const [leading, working] = [
    await place.team(organization, { people: [lead] }),
    await place.team(organization, { people: [worker, lead] }),
  ]
  const app = await place.app(organization)
  await place.teamApp(organization, leading.id, app.id, 'labeler_lead')
  await place.teamApp(organization, working.id, app.id, 'labeler_worker')
  const look = async (who: typeof lead) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
    await signIn(context, who)
    const page = await context.newPage()
    await page.goto(`/${organization.account}/apps/${app.handle}/access`)
    const text = (await page.locator('main').textContent()) ?? ''
    await context.close()
    return text
  }
  expect(await look(worker)).toContain('No such page, or it is not for you')
  const seen = await look(lead)
  expect(seen).toContain(lead.name)
  expect(seen).not.toContain(worker.name)
  expect(seen).not.toContain(organization.admin.name)
})

test('a member’s page explains a decision in words, without JavaScript too', async ({ browser, place }) => {
  const organization = await place.organization()
  const lena = await place.member(organization, 'team_contributor')
  const team = await place.team(organization, { people: [lena] })
  const app = await place.app(organization)
  await place.teamApp(organization, team.id, app.id, 'labeler_lead')
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/members/${lena.id}`)
  await expectNoSidewaysScroll(page)
  await page.getByLabel('May they').selectOption('task.assign')
  await page.getByLabel('App', { exact: true }).fill(app.handle)
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(page.getByText(`through the team ${team.handle} (Labeler Lead)`)).toBeVisible()
  await page.getByLabel('May they').selectOption('app.delete')
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(page.getByText(`${lena.name} may not`)).toBeVisible()
  await expectNoSidewaysScroll(page)
  await context.close()
})
