import type { BrowserContext, Locator, Page, Request } from '@playwright/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, sealedCookie, signIn, test } from './support/world'

const isStream = (request: Request) => new URL(request.url()).pathname === '/api/bell/events'
const isPoll = (request: Request) => new URL(request.url()).pathname === '/api/bell'

/** What the pages of a browser have asked of the bell so far; `open` are the streams that have not ended. */
function asked(context: BrowserContext) {
  const streams: Request[] = []
  const ended = new Set<Request>()
  const polls: Request[] = []
  context.on('request', (request) => {
    if (isStream(request)) streams.push(request)
    if (isPoll(request)) polls.push(request)
  })
  context.on('requestfinished', (request) => ended.add(request))
  context.on('requestfailed', (request) => ended.add(request))
  return { streams, polls, open: () => streams.filter((request) => !ended.has(request)) }
}

async function notify(who: Persona, place: Place, times = 1): Promise<void> {
  const detail = { by: place.admin.name, organization: place.name, handle: place.account, role: 'admin' }
  await ownerSql()`
    insert into notifications (user_id, org_id, kind, subject_id, detail)
    select ${who.id}, ${place.id}, 'member.roleChanged', null, ${JSON.stringify(detail)}::text::jsonb from generate_series(1, ${times}::int)`
}

async function invite(who: Persona, { id, name, account, admin }: Place): Promise<void> {
  const detail = { by: admin.name, organization: name, handle: account, role: 'organization_contributor' }
  await ownerSql()`
    with invited as (
      insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
      values (${id}, ${who.email}, ${who.email}, ${detail.role}, ${admin.id}, ${admin.name}, now() + interval '7 days') returning id)
    insert into notifications (user_id, org_id, kind, subject_id, detail)
    select ${who.id}, ${id}, 'invitation.received', id, ${JSON.stringify(detail)}::text::jsonb from invited`
}

const bell = (page: Page, unread: number): Locator =>
  page
    .getByRole('link', {
      name: unread > 0 ? `Notifications, ${unread} unread` : 'Notifications',
      exact: true,
    })
    .first()

/** The page, once its bell is alive: it has been told something by a stream. */
async function openPage(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(path)
  return page
}

const streamTold = (page: Page) =>
  page.waitForResponse((response) => isStream(response.request()) && response.ok())

test('news come by themselves, to every tab over one stream, which another tab takes over', async ({
  context,
  place,
}) => {
  const [lena, organization] = [await place.person(), await place.organization()]
  await signIn(context, lena)
  const bells = asked(context)
  const first = await context.newPage()
  const said = listen(first)
  const told = streamTold(first)
  await first.goto(`/${lena.username}`)
  await told
  const second = await openPage(context, `/${lena.username}/security`)

  await notify(lena, organization)
  await expect(bell(first, 1)).toBeVisible()
  await expect(bell(second, 1)).toBeVisible()
  await expect(second.locator('#announcer')).toHaveText('New notification, 1 unread.')
  expect(bells.open()).toHaveLength(1)
  expect(said).toEqual([])

  const takenOver = streamTold(second)
  await first.close()
  await takenOver
  await notify(lena, organization)
  await expect(bell(second, 2)).toBeVisible()
  expect(bells.streams).toHaveLength(2)

  // Read here, it is read there.
  const third = await openPage(context, `/${lena.username}/notifications`)
  await third.getByRole('main').getByRole('button', { name: 'Mark all as read' }).click()
  await expect(bell(second, 0)).toBeVisible()
  expect(bells.streams).toHaveLength(2)
})

test('so it does where there are no locks, on a plain http address', async ({ context, place }) => {
  const [lena, organization] = [await place.person(), await place.organization()]
  await signIn(context, lena)
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }))
  const bells = asked(context)
  const first = await context.newPage()
  const told = streamTold(first)
  await first.goto(`/${lena.username}`)
  await told
  const second = await openPage(context, `/${lena.username}/security`)
  await notify(lena, organization)
  await expect(bell(second, 1)).toBeVisible()
  await expect(bell(first, 1)).toBeVisible()
  expect(bells.open()).toHaveLength(1)

  const takenOver = streamTold(second)
  await first.goto('about:blank')
  await takenOver
  await notify(lena, organization)
  await expect(bell(second, 2)).toBeVisible()
})

test('a stream tells of nobody else', async ({ browser, context, place, request }) => {
  const [lena, omar, organization] = [await place.person(), await place.person(), await place.organization()]
  await signIn(context, lena)
  const hers = await context.newPage()
  const his = await browser.newContext({ baseURL })
  await signIn(his, omar)
  const page = await his.newPage()
  const told = [streamTold(hers), streamTold(page)]
  await Promise.all([hers.goto(`/${lena.username}`), page.goto(`/${omar.username}`)])
  await Promise.all(told)
  await notify(omar, organization)
  await expect(bell(page, 1)).toBeVisible()
  await expect(bell(hers, 0)).toBeVisible()
  await his.close()

  // Asked for by a page that was made for somebody else, by nobody, or with the sign-in of another.
  const cookie = async (who: Persona) => ({ cookie: `muster.session=${await sealedCookie(who)}` })
  for (const path of ['/api/bell', '/api/bell/events']) {
    const theirs = await request.get(`${path}?as=${omar.id}`, {
      headers: await cookie(lena),
      maxRedirects: 0,
    })
    expect(theirs.status(), path).toBe(409)
    const mixed = await request.get(path, { headers: await cookie({ ...omar, sessionId: lena.sessionId }) })
    expect(mixed.status(), path).toBe(401)
    expect((await request.get(path)).status(), path).toBe(401)
    for (const answer of [theirs, mixed]) expect(await answer.text()).toBe('')
  }
})

test('a stream ends at once when its sign-in is revoked or signed out', async ({
  browser,
  context,
  place,
}) => {
  const lena = await place.person()
  const [row] = await ownerSql()<[{ id: string }]>`
    insert into sessions (user_id, expires_at) values (${lena.id}, now() + interval '1 day') returning id`
  await signIn(context, lena)
  const there = await browser.newContext({ baseURL })
  await signIn(there, { ...lena, sessionId: row.id })
  const bells = asked(there)
  const page = await there.newPage()
  const told = streamTold(page)
  await page.goto(`/${lena.username}`)
  await told

  const own = asked(context)
  const here = await context.newPage()
  await here.goto(`/${lena.username}/security/sessions`)
  await expect.poll(() => own.open().length).toBe(1)
  await here.getByRole('button', { name: /^End the session of/ }).click()
  await expect.poll(() => bells.open()).toEqual([])
  await page.evaluate(() => dispatchEvent(new Event('online')))
  expect(bells.streams, 'it is not asked for again').toHaveLength(1)
  await there.close()

  expect(own.open()).toHaveLength(1)
  await here.getByRole('button', { name: /Profile menu/ }).click()
  await here.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(here).toHaveURL(/sign-in/)
  await expect.poll(() => own.open()).toEqual([])
})

test('where no stream comes through, it is asked for now and then', async ({ context, place }) => {
  const [lena, organization] = [await place.person(), await place.organization()]
  await signIn(context, lena)
  await context.route('**/api/bell/events*', (route) => route.abort('connectionfailed'))
  const bells = asked(context)
  const page = await context.newPage()
  const polled = page.waitForResponse((response) => isPoll(response.request()), { timeout: 20_000 })
  await page.goto(`/${lena.username}`)
  expect((await polled).status()).toBe(200)
  const tries = bells.streams.length
  await notify(lena, organization)
  await page.evaluate(() => dispatchEvent(new Event('online'))) // somebody comes back to it
  await expect(bell(page, 1)).toBeVisible()
  expect(bells.streams.length, 'streams are left alone for a while').toBe(tries)
})

test('where something on the way gathers what a stream says, it is asked for now and then', async ({
  context,
  place,
}) => {
  const [lena, organization] = [await place.person(), await place.organization()]
  await signIn(context, lena)
  await context.route('**/api/bell/events*', () => {}) // for ever
  const bells = asked(context)
  const page = await context.newPage()
  await page.clock.install()
  await notify(lena, organization)
  await page.goto(`/${lena.username}`)
  await expect(async () => {
    await page.clock.runFor(5_000)
    expect(bells.polls.length).toBeGreaterThan(0)
  }).toPass({ timeout: 30_000 })
  expect(bells.streams.length).toBe(3)
  const before = bells.polls.length
  await page.clock.runFor(31_000)
  await expect.poll(() => bells.polls.length).toBeGreaterThan(before)
})

test('an invitation is accepted in the bell, which says what came of it', async ({ context, place }) => {
  const [first, second] = [await place.organization(), await place.organization()]
  const sam = await place.person()
  await signIn(context, sam)
  const page = await context.newPage()
  const said = listen(page)
  const told = streamTold(page)
  await page.goto(`/${sam.username}/account`)
  await told
  await bell(page, 0).click()
  const panel = page.getByRole('region', { name: 'Notifications' })
  await expect(panel.getByText('Nothing yet.')).toBeVisible()

  // They come while it is open.
  for (const organization of [first, second]) await invite(sam, organization)
  await expect(panel.getByText('2 unread')).toBeVisible()
  await expectAccessible(page)
  await panel.getByRole('button', { name: `Accept the invitation to ${first.name}` }).click()
  await expect(panel.getByText('You accepted.')).toBeVisible()
  await expect(page.locator('#announcer')).toHaveText(`You are in ${first.name} now.`)
  await expect(page).toHaveURL(new RegExp(`/${sam.username}/account$`))
  const members =
    await ownerSql()`select role from members where org_id = ${first.id} and user_id = ${sam.id}`
  expect(members).toEqual([{ role: 'organization_contributor' }])

  // Withdrawn elsewhere while it stands here.
  await ownerSql()`update invitations set state = 'revoked' where org_id = ${second.id}`
  await expect(panel.getByText('It was withdrawn.')).toBeVisible()
  await expect(panel.getByRole('button', { name: /invitation to/ })).toHaveCount(0)
  await expect(bell(page, 0)).toBeVisible()

  await panel.getByRole('link', { name: `Open ${first.name}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: first.name })).toBeVisible()
  await expect(panel).toBeHidden()
  expect(said).toEqual([])
})

test('who looks elsewhere sees the number in the title, until they look', async ({ context, place }) => {
  const [lena, organization] = [await place.person(), await place.organization()]
  await signIn(context, lena)
  const page = await context.newPage()
  const told = streamTold(page)
  await page.goto(`/${lena.username}/security`)
  await told
  const title = await page.title()
  const look = (hidden: boolean) =>
    page.evaluate((isHidden) => {
      Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  await look(true)
  await notify(lena, organization)
  await expect(page).toHaveTitle(`(1) ${title}`)
  await notify(lena, organization)
  await expect(page).toHaveTitle(`(2) ${title}`)
  await look(false)
  await expect(page).toHaveTitle(title)
})

for (const javaScriptEnabled of [true, false])
  test(`the page with everything: filtered, marked, answered${javaScriptEnabled ? '' : ', without JavaScript'}`, async ({
    browser,
    place,
  }) => {
    const [organization, other, lena] = [
      await place.organization(),
      await place.organization(),
      await place.person(),
    ]
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, lena)
    await notify(lena, organization, 60)
    await invite(lena, other)
    const page = await context.newPage()
    await page.goto(`/${lena.username}/notifications`)
    const lines = page.getByRole('main').locator('.notification')
    await expect(lines).toHaveCount(50)
    await page.getByRole('link', { name: 'Older' }).click()
    await expect(lines).toHaveCount(11)
    await page.getByRole('link', { name: 'Newer' }).click()
    await expect(lines).toHaveCount(50)

    await lines.nth(1).getByRole('button', { name: 'Mark as read' }).click()
    await expect(lines.nth(1).getByRole('button', { name: 'Mark as unread' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Unread 60' })).toBeVisible()
    await lines.nth(1).getByRole('button', { name: 'Mark as unread' }).click()
    await expect(page.getByRole('link', { name: 'Unread 61' })).toBeVisible()
    if (javaScriptEnabled) {
      await expectAccessible(page)
      await page.setViewportSize({ width: 360, height: 740 })
      await expectNoSidewaysScroll(page)
    }
    await page
      .getByRole('main')
      .getByRole('button', { name: `Accept the invitation to ${other.name}` })
      .click()
    await expect(lines.first().getByText('You accepted.')).toBeVisible()
    await page.getByRole('main').getByRole('button', { name: 'Mark all as read' }).click()
    await expect(page.getByRole('button', { name: 'Mark as read', exact: true })).toHaveCount(0)
    await page.getByRole('link', { name: 'Unread 0' }).click()
    await expect(page.getByText('You have read everything')).toBeVisible()
    await context.close()
  })
