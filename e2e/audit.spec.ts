import { readFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { ownerSql, type Persona, type Place, type world } from '@/db/testing/world'
import { sessionCookie } from '@/lib/auth/session-token'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, sealedCookie, signIn, test } from './support/world'

type World = typeof world
type Happening = {
  event?: string
  actor?: Persona
  target?: string
  at?: string
  before?: object
  after?: object
}

async function happen(
  place: Place,
  { event = 'member.removed', actor = place.admin, target = 'Lena Fischer', at, before, after }: Happening,
) {
  const sql = ownerSql()
  const [row] = await sql<[{ id: string }]>`
    insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, before, after, actor_kind, actor_id, actor_name, address, user_agent, request_id, occurred_at)
    values (${place.id}, gen_random_uuid(), ${event}, 'member', gen_random_uuid(), ${target}, ${before ? sql.json(before as never) : null},
            ${after ? sql.json(after as never) : null}, 'person', ${actor.id}, ${actor.name}, '203.0.113.7', 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0',
            'request-of-the-test', ${at ?? new Date().toISOString()}::text::timestamptz) returning id`
  return row.id
}

/** An organization in which something was done, and something refused. */
async function lively(place: World) {
  const organization = await place.organization()
  const bea = await place.member(organization, 'admin', {
    who: await place.person({ firstName: 'Beatrix', lastName: 'Kiddo' }),
  })
  await happen(organization, {
    event: 'member.roleChanged',
    before: { role: 'team_contributor' },
    after: { role: 'admin' },
  })
  await happen(organization, {
    actor: bea,
    target: 'Omar Haddad',
    before: { role: 'admin' },
    at: '2026-03-29T21:59:00Z',
  })
  return { ...organization, bea }
}

test('an Admin finds who did what, opens it with every detail, and comes back to the same view', async ({
  page,
  context,
  place,
}) => {
  test.slow() // axe looks five times, in both themes
  const said = listen(page)
  const organization = await lively(place)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}`)
  await page.getByRole('navigation').getByRole('link', { name: 'Audit log' }).first().click()
  await expect(page.getByRole('heading', { name: 'Audit log', level: 1 })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(3)
  await expectAccessible(page)

  await page.getByLabel('Search names and events').fill('kiddo removed')
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByText('Events', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Removed', exact: true }).check()
  await expect(page).toHaveURL(/q=kiddo\+removed.*event=member\.removed/)
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveCount(3)
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Beatrix Kiddo removed Omar Haddad' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Beatrix Kiddo removed Omar Haddad')
  await expect(page.getByText('203.0.113.7')).toBeVisible()
  await expect(page.getByText('request-of-the-test')).toBeVisible()
  await expect(page.getByText('Firefox on Linux')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy request ID' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Audit log' }).last().click()
  await expect(page).toHaveURL(/q=kiddo\+removed.*event=member\.removed/)

  await page.getByRole('link', { name: /Remove filter: Removed/ }).click()
  await expect(page).not.toHaveURL(/event=/)
  await page.getByLabel('Search names and events').fill('nobody like that')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Clear all filters' }).click()
  await expect(page.getByRole('row')).toHaveCount(3)
  expect(said).toEqual([])
})

test('a change is told with what was before and after', async ({ page, context, place }) => {
  const organization = await lively(place)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/audit`)
  await page.getByRole('link', { name: /changed the role of Lena Fischer/ }).click()
  const role = page.locator('.difference > div').filter({ hasText: 'Role' })
  await expect(role.locator('del')).toHaveText('Team Contributor')
  await expect(role.locator('ins')).toHaveText('Admin')
})

test('who may not read it is told so, and that stands in it as refused', async ({
  page,
  context,
  browser,
  place,
}) => {
  const organization = await lively(place)
  const contributor = await place.member(organization, 'organization_contributor')
  await signIn(context, contributor)
  await page.goto(`/${organization.account}`)
  await expect(page.getByRole('link', { name: 'Audit log' })).toHaveCount(0)
  await page.goto(`/${organization.account}/audit`)
  await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible()
  const refused = await page.request.get(`/${organization.account}/audit/export?format=jsonl`)
  expect(refused.status()).toBe(403)

  const nobody = await browser.newContext({ baseURL })
  const led = await nobody.request.get(`/${organization.account}/audit/export?q=lena`, { maxRedirects: 0 })
  expect([led.status(), led.headers().location]).toEqual([
    303,
    `/sign-in?next=${encodeURIComponent(`/${organization.account}/audit?q=lena`)}`,
  ])
  await nobody.close()

  const admin = await browser.newContext({ baseURL })
  await signIn(admin, organization.admin)
  const log = await admin.newPage()
  await log.goto(`/${organization.account}/audit?outcome=refused`)
  const rows = log.getByRole('row').filter({ hasText: contributor.name })
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('tried something that needs: Read and export the audit log')
  await rows.first().getByRole('link').click()
  await expect(log.getByText('They are in, and lack the permission.')).toBeVisible()
  await expectAccessible(log)
  await admin.close()
})

test('without JavaScript: filters, days, pages, entries and exports', async ({ browser, place }) => {
  const organization = await lively(place)
  for (let i = 0; i < 30; i++)
    await happen(organization, { target: `Person ${i}`, at: `2026-05-01T10:00:${10 + i}Z` })
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/audit?size=25`)
  await expect(page.getByRole('row')).toHaveCount(26)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page.getByRole('row')).toHaveCount(8)
  await page.getByLabel('From', { exact: true }).fill('2026-03-29')
  await page.getByLabel('To', { exact: true }).fill('2026-03-29')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('link', { name: /removed Omar Haddad/ })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(page.getByText('since 29 Mar 2026 (UTC)')).toBeVisible()
  await page.getByRole('link', { name: /Remove filter: since/ }).click()
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('2026-03-29')
  await page.getByText('Events', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Removed', exact: true }).check()
  await page.getByRole('checkbox', { name: 'Joined' }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('2 events')).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(2)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`${organization.account} audit log 2026-03-29.csv`)
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('Omar Haddad')
  await page.getByRole('link', { name: /removed Omar Haddad/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Beatrix Kiddo removed Omar Haddad')
  await context.close()
})

test('says within seconds how far it is sealed', async ({ page, context, place }) => {
  const organization = await lively(place)
  await signIn(context, organization.admin)
  await expect(async () => {
    await page.goto(`/${organization.account}/audit`)
    await expect(page.getByText('Sealed up to entry 2')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
  await page.getByText('Sealed up to entry 2').click()
  await expect(page.getByText('A seal does not prove that an entry was true')).toBeVisible()
  await page.getByRole('link', { name: /changed the role of Lena Fischer/ }).click()
  await expect(page.getByText('Entry 1 of the chain')).toBeVisible()
})

test('one’s own account tells of sign-ins and passwords', async ({ page, context, place }) => {
  const person = await place.person()
  await ownerSql()`insert into audit_events (org_id, change_id, event, actor_kind, actor_id, actor_name)
    values (${person.id}, gen_random_uuid(), 'password.changed', 'person', ${person.id}, ${person.name})`
  await signIn(context, person)
  await page.goto(`/${person.username}/audit`)
  await expect(page.getByText('What happened in your own account')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'changed the password' })).toBeVisible()
  await expectAccessible(page)
})

test('at 360 px rows are cards, and nothing scrolls sideways', async ({ page, context, place }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const organization = await lively(place)
  await happen(organization, {
    target: `a-very-long-address-without-any-spaces-${'x'.repeat(60)}@example.test`,
  })
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/audit`)
  await expectNoSidewaysScroll(page)
  await page.getByText('Events', { exact: true }).click()
  await expectNoSidewaysScroll(page)
  await page.goto(`/${organization.account}/audit`)
  await page.getByRole('link', { name: /a-very-long-address/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('a-very-long-address')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('a download of which somebody loses the right midway says so and breaks off', async ({ place }) => {
  const organization = await place.organization()
  const second = await place.member(organization, 'admin')
  await ownerSql()`
    insert into audit_events (org_id, change_id, event, actor_kind, actor_name, target_name)
    select ${organization.id}, gen_random_uuid(), 'member.removed', 'person', ${'x'.repeat(400)}, n::text from generate_series(1, 30000) n`
  const cookie = `${sessionCookie()}=${await sealedCookie(second)}`
  const address = `${baseURL}/${organization.account}/audit/export?format=jsonl`
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address, { headers: { cookie } }, resolve).on('error', reject)
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
  await ownerSql()`update members set ended_at = now() where org_id = ${organization.id} and user_id = ${second.id}`
  let text = ''
  const reading = async () => {
    for await (const piece of answer) text += piece
  }
  await expect(reading()).rejects.toThrow(/aborted|socket hang up|terminated/)
  const lines = text.trimEnd().split('\n')
  expect(lines.length).toBeLessThan(30_000)
  expect(lines.at(-1)).toContain('This file is not complete')
})
