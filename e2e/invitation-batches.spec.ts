import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { ownerSql, type Place } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { mailTo } from './support/mailbox'
import { expect, signIn, test } from './support/world'

const unique = () => randomBytes(5).toString('hex')
const people = (count: number, mark = unique()) =>
  Array.from({ length: count }, (_, i) => `p${String(i).padStart(5, '0')}-${mark}@example.test`)

/** Looks at a page as people have it: wide and narrow, in light and dark; keeps pictures where a folder is named. */
async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page)
  const folder = process.env.SHOTS
  const fullPage = (await page.getByRole('dialog').count()) === 0
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
    for (const colorScheme of folder ? (['light', 'dark'] as const) : []) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage })
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
}

async function settled(place: Place): Promise<Place> {
  await ownerSql()`update organizations set created_at = now() - interval '8 days' where org_id = ${place.id}`
  return place
}

/** From the clipboard, as people do it. Playwright's own way of typing takes minutes for so many lines. */
async function insert(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  const field = page.getByLabel(/^Addresses/)
  await field.focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(field).toHaveValue(text, { timeout: 30_000 })
}
const paste = async (page: Page, place: Place, text: string) => {
  await page.goto(`/${place.account}/members/invite/many`)
  await insert(page, text)
  await page.getByRole('button', { name: 'Check the list' }).click()
  await expect(page.getByRole('heading', { name: 'Check the list' })).toBeVisible({ timeout: 30_000 })
}
const batchIn = (page: Page) => /[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)?.[0] ?? ''

test('10,000 people at once: pasted, mistakes mended in place, sent, and progress after a reload', async ({
  page,
  context,
  place: world,
}) => {
  test.slow()
  const place = await settled(await world.organization())
  await signIn(context, place.admin)
  const said = listen(page)
  const emails = people(10_000)
  const lines = emails.map((email, i) => (i % 2 ? email : `${email},Organization User`))
  lines[4999] = 'lena at example.test'
  lines[7000] = `${emails[7000]},Amdin`
  lines[9000] = `${emails[9000]},Amdin`
  lines[9999] = emails[0] ?? ''
  await page.goto(`/${place.account}/members/invite`)
  await page.getByRole('link', { name: /Invite many/ }).click()
  await expect(page.getByRole('heading', { name: 'Invite many people' })).toBeVisible()
  await look(page, 'paste')
  await paste(page, place, lines.join('\n'))
  await expect(page.getByRole('button', { name: 'All lines 10,000' })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(51)

  await page.getByRole('button', { name: 'Mistakes 3' }).click()
  await expect(page).toHaveURL(/show=mistakes/)
  await look(page, 'check')
  await page.getByLabel(/“Amdin” is no role, on 2 lines/).selectOption('Admin')
  await page.getByRole('textbox', { name: 'Address on line 5000' }).fill(`mended-${emails[4999]}`)
  await page.getByRole('button', { name: 'Save changes' }).last().click()
  await expect(page.getByRole('button', { name: 'Mistakes 0' })).toBeVisible()
  await expect(page.getByText('No line holds a mistake.')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Left out 1' }).click()
  await expect(page.getByText('The same address as line 1, which counts')).toBeVisible()
  await page.getByRole('button', { name: 'Go on with 9,999 people' }).click()

  await expect(page.getByRole('heading', { name: /^Invite 9,999 people to/ })).toBeVisible()
  await look(page, 'send')
  await page.getByLabel(/^Message/).fill('Welcome.\nSee you on Monday.')
  await page.getByLabel(/^Message/).blur()
  await expect
    .poll(
      async () =>
        (await ownerSql()`select message from invitation_batches where id = ${batchIn(page)}`)[0]?.message,
    )
    .toContain('Monday')
  await page.reload()
  await expect(page.getByLabel(/^Message/)).toHaveValue('Welcome.\nSee you on Monday.')
  await page.getByRole('button', { name: 'Confirm and invite 9,999 people' }).click()

  await expect(page.getByRole('heading', { name: '9,999 invitations' })).toBeVisible({ timeout: 30_000 })
  const batchId = batchIn(page)
  const done = async () =>
    Number(
      (await page.getByText(/mails are done/).textContent())?.replaceAll(',', '').match(/^\d+/)?.[0] ?? 0,
    )
  await expect.poll(done, { timeout: 30_000 }).toBeGreaterThan(0)
  await page.reload()
  const afterReload = await done()
  await expect.poll(done, { timeout: 30_000 }).toBeGreaterThan(afterReload)
  await look(page, 'progress')
  // Enough was seen of it, and other tests want mail too.
  await ownerSql()`
    delete from graphile_worker._private_jobs where locked_at is null
       and (payload ->> 'batchId' = ${batchId} or payload -> 'request' ->> 'batchId' = ${batchId})`
  expect(said).toEqual([])
  const [row] = await ownerSql()`
    select count(*)::int as n, count(*) filter (where role = 'admin')::int as admins from invitations where batch_id = ${batchId}`
  expect(row).toEqual({ n: 9999, admins: 2 })
})

for (const javaScriptEnabled of [true, false])
  test(`a file with roles, to mails with the message${javaScriptEnabled ? '' : ', without JavaScript'}`, async ({
    browser,
    place: world,
  }) => {
    const place = await world.organization()
    const member = await world.member(place, 'organization_user')
    const context = await browser.newContext({ javaScriptEnabled })
    await signIn(context, place.admin)
    const page = await context.newPage()
    const emails = people(60)
    await page.goto(`/${place.account}/members/invite/many`)
    const csv = [
      'Name;E-Mail;Role',
      ...emails.map((email, i) => `Person ${i};${email};Organization User`),
      `Member;${member.email};Admin`,
      'Nobody;nobody;Admin',
    ].join('\r\n')
    await page
      .getByLabel(/^Or a CSV file/)
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByRole('button', { name: 'Check the list' }).click()
    await expect(page.getByRole('button', { name: 'Will be invited 60' })).toBeVisible()
    // What is changed on a page is kept by whichever button is pressed.
    await page.getByRole('checkbox', { name: 'Leave out line 2', exact: true }).check()
    await page.getByRole('combobox', { name: 'Role on line 1', exact: true }).selectOption('Admin')
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByText('Is a member already, as Organization User')).toBeVisible()
    await page.getByRole('textbox', { name: 'Address on line 62' }).fill('still nobody')
    await page.getByRole('button', { name: 'Previous' }).click()
    await expect(page.getByRole('checkbox', { name: 'Leave out line 2', exact: true })).toBeChecked()
    await expect(page.getByRole('combobox', { name: 'Role on line 1', exact: true })).toHaveValue('admin')
    await page.getByRole('button', { name: 'Go on with 59 people' }).click()

    await expect(page.getByText('1 line without an address')).toBeVisible()
    await page.getByLabel(/^Message/).fill('Welcome to the team.\nhttps://evil.example')
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await page.getByRole('button', { name: 'Go on with 59 people' }).click()
    await expect(page.getByLabel(/^Message/)).toHaveValue(/Welcome to the team/)
    await page.getByRole('button', { name: 'Confirm and invite 59 people' }).click()

    await expect(page.getByRole('heading', { name: '59 invitations' })).toBeVisible()
    await expect(page.getByText('1 line without an address')).toBeVisible()
    await expect(async () => {
      if (!javaScriptEnabled) await page.reload()
      await expect(page.getByText('All mails are done.')).toBeVisible({ timeout: 3000 })
    }).toPass({ timeout: 45_000 })
    const { text } = await mailTo(emails[0] ?? '', { subject: /invites you/ })
    expect(text).toMatch(/writes:\s+> Welcome to the team\.\n> https:/)
    expect(text).not.toContain('evil.example')
    await context.close()
  })

test('what is refused is given back as it was typed, and a list waits until it is discarded', async ({
  page,
  context,
  place: world,
}) => {
  const place = await world.organization()
  await signIn(context, place.admin)
  await page.goto(`/${place.account}/members/invite/many`)
  const text = people(10_001).join('\n')
  await insert(page, text)
  await page.getByRole('button', { name: 'Check the list' }).click()
  await expect(page.getByText(/These are 10,001 lines/)).toBeVisible()
  await expect(page.getByLabel(/^Addresses/)).toHaveValue(text)
  await paste(page, place, people(501).join('\n'))
  await page.getByRole('button', { name: 'Go on with 501 people' }).click()
  await expect(page.getByText(/The limit is 500 invitations an hour/)).toBeVisible()
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await expect(page.getByRole('alert').getByText(/Nobody was written to/)).toBeVisible()
  await page.goto(`/${place.account}/members/invite/many`)
  await expect(page.getByText('501 lines')).toBeVisible()
  await page.getByRole('button', { name: 'Discard the list of 501 lines' }).click()
  await expect(page.getByText('501 lines')).toBeHidden()
})

async function invited(place: Place, count: number): Promise<string[]> {
  const emails = people(count)
  await ownerSql()`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    select ${place.id}, e, e, 'organization_user', ${place.admin.id}, ${place.admin.name}, now() + interval '7 days'
      from jsonb_array_elements_text(${JSON.stringify(emails)}::text::jsonb) e`
  return emails
}
const states = async (place: Place) => {
  const rows = await ownerSql()<{ state: string; n: number }[]>`
    select state, count(*)::int as n from invitations where org_id = ${place.id} group by state`
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

test('pending invitations chosen over pages: reviewed, deleted, resent, and told', async ({
  page,
  context,
  place: world,
}) => {
  const place = await world.organization()
  const emails = await invited(place, 70)
  await signIn(context, place.admin)
  const said = listen(page)
  await page.goto(`/${place.account}/members/invitations?sort=email&dir=asc`)
  await page.getByRole('checkbox', { name: `Select ${emails[0]}` }).check()
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByRole('checkbox', { name: `Select ${emails[60]}` }).check()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: 'Delete 2 invitations?' })).toBeVisible()
  await expect(dialog.getByText(emails[0] ?? '')).toBeVisible()
  await expect(dialog.getByText(emails[60] ?? '')).toBeVisible()
  await look(page, 'review')
  await dialog.getByRole('button', { name: 'Delete 2 invitations' }).click()
  await expect(dialog.getByText(/2 invitations were deleted/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  expect(await states(place)).toEqual({ pending: 68, revoked: 2 })

  await page.goto(`/${place.account}/members/invitations`)
  await page.getByRole('checkbox', { name: 'Select all invitations on this page' }).check()
  await page.getByRole('button', { name: /^Select all 68/ }).click()
  await page.getByRole('button', { name: 'Resend', exact: true }).click()
  await expect(dialog.getByText('and 58 more')).toBeVisible()
  await dialog.getByRole('button', { name: 'Resend 68 invitations' }).click()
  await dialog.getByRole('link', { name: 'See progress' }).click()
  await expect(page.getByRole('heading', { name: '68 invitations resent' })).toBeVisible()
  await expect(page.getByText('All mails are done.')).toBeVisible({ timeout: 45_000 })
  expect(said).toEqual([])
})

test('pending invitations are renewed without JavaScript, and go into a file', async ({
  browser,
  place: world,
}) => {
  const place = await world.organization()
  const emails = await invited(place, 30)
  await ownerSql()`update invitations set expires_at = now() - interval '1 day' where org_id = ${place.id} and email = ${emails[3] ?? ''}`
  const context = await browser.newContext({ javaScriptEnabled: false })
  await signIn(context, place.admin)
  const page = await context.newPage()
  await page.goto(`/${place.account}/members/invitations`)
  await page.getByRole('link', { name: /^Select several/ }).click()
  for (const email of [emails[3], emails[4]])
    await page.getByRole('checkbox', { name: `Select ${email}` }).check()
  await page.getByRole('button', { name: 'Renew', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Renew 2 invitations?' })).toBeVisible()
  await page.getByRole('button', { name: 'Renew 2 invitations' }).click()
  await expect(page.getByText('2 invitations were renewed and go out again.')).toBeVisible()
  const [row] = await ownerSql()`
    select count(*)::int as n from invitations where org_id = ${place.id} and expires_at > now() + interval '6 days' and sent_at > created_at`
  expect(row?.n).toBe(2)

  await page.goto(`/${place.account}/members/invitations`)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/pending invitations\.csv$/)
  const text = await readFile(await file.path(), 'utf8')
  expect(text.startsWith('\ufeffEmail,Role,Invited by,Status')).toBe(true)
  expect(text.trim().split('\r\n')).toHaveLength(31)
  await context.close()
})
