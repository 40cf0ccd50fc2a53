import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { ownerSql } from '@/db/testing/world'
import { sessionCookie } from '@/lib/auth/session-token'
import { isHandle } from '@/lib/handles'
import { baseURL, expect, sealedCookie, signIn, test } from './support/world'

test('no account can take one of the portal’s own addresses', async ({ place }) => {
  expect(place).toBeDefined() // it opens the database
  const routes = Object.values(
    JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>,
  )
  const files = existsSync('public') ? readdirSync('public') : []
  const segments = [...routes.map((route) => route.split('/')[1] ?? ''), ...files].map((name) =>
    name.replace(/\..*$/, ''),
  )
  const own = [...new Set(segments)].filter(isHandle)
  expect(own).toContain('sign-in')
  const reserved = await ownerSql()<{ handle: string }[]>`select handle from handles where state = 'reserved'`
  const names = new Set(reserved.map((row) => row.handle))
  expect(own.filter((segment) => !names.has(segment))).toEqual([])
})

test.describe('a former ID', () => {
  test('leads on with path and query, on every page and for the person’s own name too', async ({
    place,
    request,
  }) => {
    const organization = await place.organization()
    const { admin, id } = organization
    await rename(id, organization.account, `new-${organization.account}`)
    await rename(admin.id, admin.username, `new-${admin.username}`)
    await ownerSql()`update users set username = ${`new-${admin.username}`} where id = ${admin.id}`
    const headers = { Cookie: `${sessionCookie()}=${await sealedCookie(admin)}` }
    for (const [account, rest] of [
      [organization.account, ''],
      [organization.account, '/members?q=lena%20berg&role=admin'],
      [organization.account, '/members/invitations'],
      [organization.account, '/settings'],
      [organization.account.toUpperCase(), '/members?sort=name'],
      [admin.username, '/security/sessions'],
      [admin.username, '/notifications?show=unread'],
    ] as const) {
      const answer = await request.get(`/${account}${rest}`, { headers, maxRedirects: 0 })
      expect(answer.status(), `${account}${rest}`).toBe(307)
      const there = new URL(answer.headers().location ?? '', baseURL)
      const asked = new URL(`/new-${account.toLowerCase()}${rest}`, baseURL)
      expect([there.origin, there.pathname], rest).toEqual([asked.origin, asked.pathname])
      expect([...there.searchParams], rest).toEqual([...asked.searchParams])
    }
  })

  test('tells nothing to whom the organization is invisible', async ({ place, request }) => {
    const organization = await place.organization()
    const stranger = await place.person()
    await rename(organization.id, organization.account, `new-${organization.account}`)
    for (const who of [stranger, null]) {
      const headers: Record<string, string> = who
        ? { Cookie: `${sessionCookie()}=${await sealedCookie(who)}` }
        : {}
      const asked = async (account: string) => {
        const answer = await request.get(`/${account}/members`, { headers, maxRedirects: 0 })
        const text = (await answer.text()).replaceAll(account, '…')
        expect(text).not.toContain(`new-${organization.account}`)
        return [
          answer.status(),
          answer.headers().location?.replaceAll(account, '…'),
          /<h1[^>]*>([^<]*)/.exec(text)?.[1],
        ]
      }
      expect(await asked(organization.account)).toEqual(await asked(`none-${organization.account}`))
    }
  })

  test('still takes a form from a page that was opened before, and does it once', async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ baseURL, javaScriptEnabled })
      await signIn(context, organization.admin)
      const page = await context.newPage()
      const [row] =
        await ownerSql()`select display from handles where account_id = ${organization.id} and state = 'current'`
      await page.goto(`/${row?.display}/settings`)
      await rename(organization.id, row?.display, `${row?.display}-x`)
      const days = javaScriptEnabled ? '21' : '22'
      await page.getByLabel('Days an invitation lives').fill(days)
      const form = page.locator('form').filter({ has: page.getByLabel('Days an invitation lives') })
      await form.getByRole('button', { name: 'Save' }).click()
      await expect(form.getByText('Saved.')).toBeVisible()
      await expect(page.getByLabel('Days an invitation lives')).toHaveValue(days)
      const written = await ownerSql()`
        select 1 from audit_events where org_id = ${organization.id} and (after ->> 'invitationDays') = ${days}`
      expect(written).toHaveLength(1)
      await page.goto(`/${row?.display}/settings`)
      await expect(page).toHaveURL(`${baseURL}/${row?.display}-x/settings`)
      await context.close()
    }
  })
})

/** What renaming leaves behind, past the portal. */
async function rename(account: string, from: string, to: string) {
  await ownerSql().begin(async (tx) => {
    await tx`update handles set state = 'former', redirects_until = now() + interval '90 days' where handle = ${from.toLowerCase()}`
    await tx`insert into handles (handle, display, account_id, state) values (${to.toLowerCase()}, ${to}, ${account}, 'current')`
  })
}
