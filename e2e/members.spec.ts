import { randomBytes } from 'node:crypto'
import { ownerSql, type Place } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

const unique = () => randomBytes(4).toString('hex')

async function pendingOf(place: Place, email: string) {
  const [row] = await ownerSql()`
    select state, expires_at > now() as "isLive" from invitations where org_id = ${place.id} and email_normalized = ${email}`
  return row
}

async function invitation(place: Place, email: string, isExpired = false) {
  await ownerSql()`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    values (${place.id}, ${email}, ${email}, 'team_contributor', ${place.admin.id}, ${place.admin.name},
            now() + ${isExpired ? '-1 day' : '7 days'}::interval)`
}

test('invites several people at once, with a result for each address', async ({ page, context, place }) => {
  const said = listen(page)
  const organization = await place.organization()
  const member = await place.member(organization, 'organization_user')
  const [fresh, waiting] = [`new${unique()}@example.test`, `old${unique()}@example.test`]
  await invitation(organization, waiting)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('link', { name: 'Invite Members' }).click()
  const dialog = page.getByRole('dialog', { name: `Invite people to ${organization.name}` })
  await dialog.getByLabel('Email addresses').fill(`${fresh}, ${waiting}\n${member.email}; not-an-address`)
  await dialog.getByRole('radio', { name: /^Organization Contributor/ }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog.getByText('1 of 4 are invited.')).toBeVisible()
  const result = (address: string) => dialog.getByRole('listitem').filter({ hasText: address })
  await expect(result(fresh)).toContainText('Invited.')
  await expect(result(waiting)).toContainText('Is invited already')
  await expect(result(member.email)).toContainText('Is a member already.')
  await expect(result('not-an-address')).toContainText('Is not an e-mail address.')
  await expectAccessible(page)
  await dialog.getByRole('link', { name: 'Correct and try again' }).click()
  await expect(dialog.getByLabel('Email addresses')).toHaveValue('not-an-address')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: /Pending invitations/ })).toContainText('2')
  const [row] =
    await ownerSql()`select role from invitations where org_id = ${organization.id} and email = ${fresh}`
  expect(row?.role).toBe('organization_contributor')
  expect(said).toEqual([])
})

test('invites without JavaScript, and keeps what was typed where nothing fits', async ({
  browser,
  place,
}) => {
  const organization = await place.organization()
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('link', { name: 'Invite Members' }).click()
  await page.getByLabel('Email addresses').fill('nobody-at-all')
  await page.getByRole('radio', { name: /^Admin/ }).check()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('“nobody-at-all” is not an email address').first()).toBeVisible()
  await expect(page.getByLabel('Email addresses')).toHaveValue('nobody-at-all')
  await expect(page.getByRole('radio', { name: /^Admin/ })).toBeChecked()
  const email = `new${unique()}@example.test`
  await page.getByLabel('Email addresses').fill(email)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('One person is invited.')).toBeVisible()
  expect(await pendingOf(organization, email)).toMatchObject({ state: 'pending' })
  await context.close()
})

test('acts on pending invitations: resends, copies the link, renews, deletes after a question', async ({
  page,
  context,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const [live, expired] = [`live${unique()}@example.test`, `late${unique()}@example.test`]
  await invitation(organization, live)
  await invitation(organization, expired, true)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members/invitations`)
  await expect(page.getByRole('row').filter({ hasText: expired })).toContainText('Expired')
  await expectAccessible(page)
  const told = (words: string) =>
    expect(page.getByRole('status').filter({ hasText: words }).first()).toBeAttached()

  await page.getByRole('link', { name: `Resend to ${live}` }).click()
  await told(`The invitation for ${live} goes out again.`)
  await page.getByRole('link', { name: `Copy link for ${live}` }).click()
  await told(`Copied a link for ${live}`)
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(new RegExp(`^${baseURL}/invitations/[\\w-]{20,}$`))
  await page.getByRole('link', { name: `Renew for ${expired}` }).click()
  await told(`The invitation for ${expired} was renewed`)
  await expect(page.getByRole('link', { name: `Resend to ${expired}` })).toBeVisible()
  expect(await pendingOf(organization, expired)).toMatchObject({ isLive: true })

  await page.getByRole('link', { name: `Delete invitation for ${live}` }).click()
  const question = page.getByRole('alertdialog', { name: `Delete the invitation for ${live}?` })
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Delete invitation' }).click()
  await expect(page.getByRole('row').filter({ hasText: live })).toHaveCount(0)
  expect(await pendingOf(organization, live)).toMatchObject({ state: 'revoked' })
  expect(said).toEqual([])
})

test('acts on a pending invitation without JavaScript', async ({ browser, place }) => {
  const organization = await place.organization()
  const email = `live${unique()}@example.test`
  await invitation(organization, email)
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/members/invitations`)
  await page.getByRole('link', { name: `Copy link for ${email}` }).click()
  await page.getByRole('button', { name: `Copy link for ${email}` }).click()
  await expect(page.getByRole('textbox', { name: `Link for ${email}` })).toHaveValue(
    new RegExp(`^${baseURL}/invitations/`),
  )
  await page.goto(`/${organization.account}/members/invitations`)
  await page.getByRole('link', { name: `Delete invitation for ${email}` }).click()
  await page.getByRole('button', { name: 'Delete invitation' }).click()
  await expect(page.getByText('No invitation is waiting')).toBeVisible()
  await context.close()
})

test('removes a member after a question that says what is lost, and the next request is refused', async ({
  page,
  context,
  browser,
  place,
}) => {
  const said = listen(page)
  const organization = await place.organization()
  const lena = await place.member(organization, 'organization_contributor')
  const team = await place.team(organization, { people: [lena] })
  const theirs = await browser.newContext({ baseURL })
  await signIn(theirs, lena)
  const other = await theirs.newPage()
  await other.goto(`/${organization.account}/members`)
  await expect(other.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible()

  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members`)
  await page.getByRole('link', { name: `Actions for ${lena.name}` }).click()
  await page.getByRole('menuitem', { name: 'Remove from organization' }).click()
  const question = page.getByRole('alertdialog', { name: `Remove ${lena.name} from ${organization.name}?` })
  await expect(question).toContainText(`leave the team ${team.handle}`)
  await expectAccessible(page)
  await question.getByRole('button', { name: `Remove ${lena.name}` }).click()
  await expect(page.getByRole('row').filter({ hasText: lena.name })).toHaveCount(0)

  await other.reload()
  await expect(other.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await theirs.close()
  expect(said).toEqual([])
})

for (const javaScriptEnabled of [true, false]) {
  test(`searches, filters, sorts and pages by the address, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    for (let i = 0; i < 30; i++) {
      const who = await place.person({ firstName: 'Noor', lastName: `Weber ${String(i).padStart(2, '0')}` })
      await place.member(organization, i % 2 ? 'organization_user' : 'team_contributor', { who })
    }
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    const rows = page.getByRole('row').filter({ has: page.getByRole('cell') })
    await page.goto(`/${organization.account}/members?size=25`)
    await expect(rows).toHaveCount(25)
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(rows).toHaveCount(6)
    await page.getByRole('link', { name: 'Previous' }).click()
    await expect(rows).toHaveCount(25)
    await page.getByRole('link', { name: 'Name' }).click()
    await expect(rows.first()).toContainText('Noor Weber 29')
    await page.getByRole('searchbox').fill('weber 1')
    await page.getByLabel('Role', { exact: true }).selectOption('organization_user')
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply' }).click()
    await expect(rows).toHaveCount(5)
    await expect(page).toHaveURL(/q=weber(\+|%20)1/)
    await expect(page.getByText('5 match of 31 members')).toBeVisible()
    await page.getByRole('link', { name: 'Remove filter Role: Organization User' }).click()
    await expect(rows).toHaveCount(10)
    await page.goto(`/${organization.account}/members?q=nobody-is-called-so`)
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await context.close()
  })
}

test('fits a phone: rows are cards, nothing scrolls sideways', async ({ page, context, place }) => {
  const said = listen(page)
  const organization = await place.organization()
  await place.member(organization, 'organization_contributor', {
    who: await place.person({
      firstName: 'Aleksandra-Wilhelmina',
      lastName: 'Svensson-Bartholomew-Featherstone',
    }),
  })
  await invitation(organization, `${'a-very-long-name.'.repeat(3)}x@subdomain.example-company.test`)
  await signIn(context, organization.admin)
  await page.setViewportSize({ width: 360, height: 740 })
  const own = organization.admin.username
  for (const path of [
    `/${organization.account}`,
    `/${organization.account}/members`,
    `/${organization.account}/members/invitations`,
    `/${organization.account}/members/invite`,
    `/${organization.account}/account`,
    `/${organization.account}/security`,
    `/${own}`,
    `/${own}/account`,
    `/${own}/notifications`,
    '/organizations/new',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoSidewaysScroll(page)
    if (path.includes('/members')) await expectAccessible(page) // of the others, nothing changes but the width
  }
  expect(said).toEqual([])
})

test('an invitation is answered from the overview and from the bell', async ({ page, context, place }) => {
  const said = listen(page)
  const [first, second] = [await place.organization(), await place.organization()]
  const sam = await place.person()
  for (const organization of [first, second]) {
    const [row] = await ownerSql()<[{ id: string }]>`
      insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at, sent_at)
      values (${organization.id}, ${sam.email}, ${sam.email}, 'organization_user', ${organization.admin.id},
              ${organization.admin.name}, now() + interval '7 days', now()) returning id`
    await ownerSql()`
      insert into notifications (user_id, org_id, kind, subject_id, detail)
      values (${sam.id}, ${organization.id}, 'invitation.received', ${row.id},
              ${JSON.stringify({ organization: organization.name, handle: organization.account, role: 'organization_user', by: organization.admin.name })}::text::jsonb)`
  }
  await signIn(context, sam)
  await page.goto(`/${sam.username}`)
  await expect(page.getByRole('heading', { name: 'You have 2 invitations' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Notifications, 2 unread' }).click()
  const bell = page.getByRole('region', { name: 'Notifications' })
  await expect(bell.getByText(`${second.admin.name} invites you to ${second.name}`)).toBeVisible()
  await expectAccessible(page)
  await bell.getByRole('button', { name: `Decline the invitation to ${second.name}` }).click()
  await expect(bell.getByRole('button', { name: `Decline the invitation to ${second.name}` })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `Accept the invitation to ${first.name}` }).click()
  await expect(page).toHaveURL(new RegExp(`/${first.account}$`))
  await expect(page.getByRole('heading', { level: 1, name: first.name })).toBeVisible()
  const [row] = await ownerSql()`select state from invitations where org_id = ${second.id}`
  expect(row?.state).toBe('declined')
  expect(said).toEqual([])
})
