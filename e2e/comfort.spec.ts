import { ownerSql } from '@/db/testing/world'
import { expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

test('opens and closes dialogs again and again for who asks for no motion, and gives the focus back', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  await signIn(context, organization.admin)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`/${organization.account}/members`)
  const button = page.getByRole('link', { name: 'Invite Members' }).first()
  const dialog = page.getByRole('dialog', { name: `Invite people to ${organization.name}` })
  for (let time = 0; time < 3; time++) {
    await button.click()
    await expect(dialog.getByLabel('Email addresses')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(button).toBeFocused()
  }
  expect(said).toEqual([])
})

test('shows every section, every count and filters of full width on a phone', async ({
  page,
  context,
  place,
}) => {
  const organization = await place.organization()
  await signIn(context, organization.admin)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`/${organization.account}/members`)
  const inside = { ratio: 1 }
  const counts = page.getByRole('navigation', { name: 'People' }).getByText('0')
  await expect(counts).toHaveCount(2) // pending invitations, and who was removed
  for (const count of await counts.all()) await expect(count).toBeInViewport(inside)
  await expect(page.getByRole('link', { name: 'Account', exact: true })).toBeInViewport(inside)
  const [role, access] = [
    page.getByLabel('Role', { exact: true }),
    page.getByLabel('Access', { exact: true }),
  ]
  const [left, right] = [await role.boundingBox(), await access.boundingBox()]
  expect(left?.y).toBe(right?.y)
  expect((left?.width ?? 0) + (right?.width ?? 0)).toBeGreaterThan(310)
  await expectNoSidewaysScroll(page)
})

test('keeps its place at 200 % zoom: half the window, twice the scale', async ({ browser, place }) => {
  const organization = await place.organization()
  const context = await browser.newContext({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  for (const path of ['', '/members', '/members/invitations', '/security/roles', '/account']) {
    await page.goto(`${baseURL}/${organization.account}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoSidewaysScroll(page)
  }
  await context.close()
})

test('scrolls sideways at no width between a phone and a desk', async ({ page, context, place }) => {
  const organization = await place.organization()
  await place.member(organization, 'organization_contributor')
  await ownerSql()`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at, sent_at)
    select ${organization.id}, email, email, 'organization_contributor', ${organization.admin.id}, 'Aleksandra Featherstone',
           now() + interval '6 days', now() - interval '14 minutes'
      from unnest(array['petra.novak@labels.example', 'somebody.with.a.long.name@subdomain.partner-company.example']) email`
  await signIn(context, organization.admin)
  for (const path of ['/members', '/members/invitations']) {
    await page.goto(`/${organization.account}${path}`)
    for (const width of [420, 600, 768, 844, 900, 1023, 1024, 1100, 1200, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNoSidewaysScroll(page)
    }
  }
})
