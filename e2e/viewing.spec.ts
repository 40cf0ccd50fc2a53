import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { actions, everythingOf, headersOf, submit } from './support/requests'
import { ACTIONS, furnished, PATHS, type Theirs } from './support/surface'
import { baseURL, expect, signIn, test } from './support/world'

/** What only ends things, or begins without a sign-in: its form proves by itself who asks. */
const OF_NOBODY = [
  'stopViewingAction',
  'signOutAction',
  'signInAction',
  'signUpAction',
  'setTheme',
  'setAppNav',
]

/**
 * Where it is not the same: the search offers the member's own accounts, which are not shown, and the audit log goes on with every refused
 * attempt, also of this test, and is sealed meanwhile.
 */
const NOT_THE_SAME = ['/[account]/search', '/[account]/audit', '/[account]/audit/[entry]']

const view = (admin: Persona, place: Place, seen: Persona) => ownerSql()`
  update sessions set viewing_org = ${place.id}, viewing_user = ${seen.id}, viewing_until = now() + interval '30 minutes' where id = ${admin.sessionId}`

test('an Admin sees the organization as a labeler does, marked on every page, and stops', async ({
  page,
  context,
  place,
}) => {
  test.slow()
  const said = listen(page)
  const organization = await place.organization()
  const lena = await place.member(organization, 'team_contributor')
  const team = await place.team(organization, { people: [lena] })
  const app = await place.app(organization)
  await place.teamApp(organization, team.id, app.id, 'labeler_worker')
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/members/${lena.id}`)
  await expect(page.getByRole('heading', { name: `What may ${lena.name} do, and why?` })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: `View as ${lena.name}` }).click()
  const band = page.getByRole('region', { name: 'Viewing as somebody else' })
  await expect(band).toContainText(`You see ${organization.name} as ${lena.name} does`)
  await expect(band).toContainText(organization.admin.name)
  await expect(page.getByRole('heading', { name: 'Your apps' })).toBeVisible()
  await expect(page.getByRole('link', { name: app.handle })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Notifications/ })).toHaveCount(0)
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoSidewaysScroll(page)
  for (const path of ['members', `apps/${app.handle}`, 'security/roles']) {
    await page.goto(`/${organization.account}/${path}`)
    await expect(band).toBeVisible()
    await expectNoSidewaysScroll(page)
  }
  await page.goto(`/${organization.account}/audit`)
  await expect(page.getByText('No such page, or it is not for you')).toBeVisible()
  await page.goto('/')
  await expect(page).toHaveURL(`/${organization.account}`)
  await band.getByRole('button', { name: 'Stop viewing' }).click()
  await expect(page).toHaveURL(`/${organization.account}/members/${lena.id}`)
  await expect(band).toHaveCount(0)
  await page.goto(`/${organization.account}/audit`)
  await expect(page.getByText(`stopped viewing the organization as ${lena.name}`)).toBeVisible()
  expect(said.filter((line) => line.startsWith('error'))).toEqual([])
})

test('begins and stops without JavaScript', async ({ browser, place }) => {
  const organization = await place.organization()
  const user = await place.member(organization, 'organization_user')
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/members/${user.id}`)
  await page.getByRole('button', { name: `View as ${user.name}` }).click()
  await expect(page.getByText(`You see ${organization.name} as ${user.name} does`)).toBeVisible()
  await page.getByRole('button', { name: 'Stop viewing' }).click()
  await expect(page).toHaveURL(`/${organization.account}/members/${user.id}`)
  await expect(page.getByText(`You see ${organization.name} as ${user.name} does`)).toHaveCount(0)
  await context.close()
})

for (const javaScriptEnabled of [true, false])
  test(`a form of a page that was left open when it was stopped does nothing, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    const seen = await place.member(organization, 'admin')
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    await view(organization.admin, organization, seen)
    const [first, second] = [await context.newPage(), await context.newPage()]
    await first.goto(`/${organization.account}/settings`)
    await second.goto(`/${organization.account}`)
    await second.getByRole('button', { name: 'Stop viewing' }).click()
    await expect(second).toHaveURL(`/${organization.account}/members/${seen.id}`)
    await first.getByLabel('Organization name').fill('Changed by whom?')
    await first.getByRole('button', { name: 'Save' }).first().click()
    // Without JavaScript the page comes back as one's own, on which the form has another place: what it was answered is not shown there.
    if (javaScriptEnabled)
      await expect(first.getByText('Viewing as somebody else has ended').first()).toBeVisible()
    else await expect(first.getByLabel('Organization name')).toHaveValue(organization.name)
    const [row] = await ownerSql()`select name from organizations where org_id = ${organization.id}`
    expect(row?.name).toBe(organization.name)
    await context.close()
  })

test.describe('while viewing', () => {
  test.describe.configure({ timeout: 240_000 }) // every action and every page there is

  test('every action is refused, and nothing is written', async ({ place, request }) => {
    const theirs = await furnished(place)
    const seen = await place.member(theirs, 'admin')
    await view(theirs.admin, theirs, seen)
    const before = await everythingBoth(theirs, seen)
    for (const action of actions()) {
      const fieldsOf = ACTIONS[action.exportedName]
      if (OF_NOBODY.includes(action.exportedName) || fieldsOf === undefined) continue
      const fields = typeof fieldsOf === 'function' ? fieldsOf(theirs) : {}
      for (const account of [theirs.account, 'me', theirs.admin.username, seen.username]) {
        const answer = await submit(request, action, theirs.admin, theirs, { ...fields, account })
        expect(answer.status(), `${action.exportedName} on ${account}`).toBeLessThan(500)
      }
      expect(await everythingBoth(theirs, seen), action.exportedName).toEqual(before)
    }
  })

  for (const role of ['team_contributor', 'organization_user', 'admin'] as const) {
    test(`every page is that of the member: ${role}`, async ({ place, request }) => {
      const theirs = await furnished(place)
      const seen = await place.member(theirs, role)
      const pages = Object.entries(PATHS).flatMap(([route, path]) =>
        typeof path === 'function' && !route.endsWith('/export')
          ? [[route, path(theirs.account, theirs)] as const]
          : [],
      )
      const look = async (who: Persona) => {
        const seenThere = new Map<string, string>()
        for (const [route, path] of pages) {
          const answer = await request.get(path, {
            headers: await headersOf(who),
            maxRedirects: 5,
            maxRetries: 2, // a connection that was kept open may close as it is used again
          })
          seenThere.set(route, `${answer.status()} ${gist(await answer.text())}`)
        }
        return seenThere
      }
      const own = await look(seen)
      await view(theirs.admin, theirs, seen)
      const viewed = await look(theirs.admin)
      for (const [route, text] of own)
        if (!NOT_THE_SAME.includes(route)) expect(viewed.get(route), route).toBe(text)
      for (const account of ['me', theirs.admin.username, seen.username]) {
        for (const path of ['', '/notifications', '/security/sessions', '/account', '/audit']) {
          const answer = await request.get(`/${account}${path}`, { headers: await headersOf(theirs.admin) })
          expect(textOf(await answer.text()), `${account}${path}`).toContain(
            'No such page, or it is not for you',
          )
        }
      }
    })
  }

  test('no file is given', async ({ place, request }) => {
    const theirs = await furnished(place)
    await view(theirs.admin, theirs, await place.member(theirs, 'admin'))
    for (const path of ['members/export', 'members/invitations/export', 'audit/export?format=jsonl']) {
      const answer = await request.get(`/${theirs.account}/${path}`, {
        headers: await headersOf(theirs.admin),
      })
      expect(answer.status(), path).toBe(403)
    }
    const bell = await request.get('/api/bell', { headers: await headersOf(theirs.admin) })
    expect(bell.status()).not.toBe(200)
  })
})

/**
 * The same of what is refused: where a page asks two things at once, it says the refusal that came first. A member's latest deeds hold
 * their refused attempts, of which this test makes more.
 */
function gist(html: string): string {
  const text = textOf(html)
    .replace(/Recent activity.*?Everything in the audit log/, '')
    .replace(/"req_id":"[^"]*"/, '')
  return /This page is not open to you|No such page, or it is not for you/.test(text) ? 'refused' : text
}

/** What stands in the page, as it is read. */
function textOf(html: string): string {
  const main = /<main[\s\S]*?<\/main>/.exec(html)?.[0] ?? html
  return main
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<time[\s\S]*?<\/time>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

async function everythingBoth(theirs: Theirs, seen: Persona) {
  const [organization] = await Promise.all([everythingOf(theirs)])
  const people = await ownerSql()`
    select u.username, u.first_name, u.last_name, u.email, u.picture, u.password_hash, u.deleted_at,
           (select count(*)::int from sessions s where s.user_id = u.id and s.revoked_at is null) as sessions,
           (select count(*)::int from notifications n where n.user_id = u.id and n.read_at is null) as unread,
           (select count(*)::int from user_emails e where e.user_id = u.id) as addresses,
           (select count(*)::int from members m where m.user_id = u.id and m.ended_at is null) as memberships
      from users u where u.id in (${theirs.admin.id}, ${seen.id}) order by u.id`
  return { organization, people: [...people] }
}
