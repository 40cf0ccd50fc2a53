import type { APIRequestContext, Page } from '@playwright/test'
import { ownerSql } from '@/db/testing/world'
import { readTokenSecret } from '@/lib/tokens/secret'
import { expectAccessible, expectNoSidewaysScroll } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

const secretOn = (page: Page) => page.getByLabel('Secret', { exact: true }).inputValue()

/** Whether the database knows the secret as that of a live token. */
async function lives(secret: string): Promise<boolean> {
  const hash = readTokenSecret(secret)
  const [found] = await ownerSql()`select 1 from tokens where token_hash = ${hash} and revoked_at is null`
  return found !== undefined
}

/** Sends what the line for curl says, and gives the scopes that it is answered. */
async function asks(request: APIRequestContext, line: string | null): Promise<string[]> {
  const [, header = '', url = ''] = /^curl -H 'Authorization: (.+)' (\S+)$/.exec(line ?? '') ?? []
  const answer = await request.get(url, { headers: { Authorization: header } })
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()).scopes
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without'

  test(`a token is made, shown once, given a new secret, named and revoked, ${how} JavaScript`, async ({
    browser,
    place,
    request,
  }) => {
    const organization = await place.organization()
    const { admin } = organization
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, admin)
    const page = await context.newPage()
    await page.goto(`/${admin.username}/security`)
    await page.getByRole('link', { name: 'Access tokens' }).click()
    await expect(page.getByText('No tokens yet')).toBeVisible()
    await page.getByRole('link', { name: 'Create a token' }).first().click()

    await page.getByLabel('Name', { exact: true }).fill('nightly export')
    await page.getByRole('button', { name: 'Create token' }).click()
    await expect(page.getByText('Choose at least one scope.').first()).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('nightly export')
    await page.getByText('Inputs', { exact: true }).click()
    await page.getByRole('checkbox', { name: /^Inputs:Add/ }).check()
    await page.getByLabel('Where it reaches').selectOption({ label: `Only ${organization.name}` })
    await page.getByRole('button', { name: 'Create token' }).click()
    await expect(page.getByRole('heading', { name: 'Your new token' })).toBeVisible()
    const secret = await secretOn(page)
    expect(secret).toMatch(/^mst_pat_[0-9A-Za-z]{36}$/)
    expect(await lives(secret)).toBe(true)
    await expect(page.getByText(`/v2/users/${organization.account}/myscopes`)).toContainText(secret)
    const line = await page.locator('.token-curl').textContent()
    expect(await asks(request, line)).toEqual(['Inputs:Add', 'Inputs:Get'])
    expect(page.url()).not.toContain(secret)
    expect(JSON.stringify(await context.cookies())).not.toContain(secret)

    await page.getByRole('link', { name: 'Done' }).click()
    await expect(page.getByRole('link', { name: 'nightly export' })).toBeVisible()
    expect(await page.content()).not.toContain(secret)
    await expect(page.getByRole('row', { name: /nightly export/ })).toContainText(organization.name)
    await page.getByRole('link', { name: 'nightly export' }).click()
    expect(await page.content()).not.toContain(secret)
    await expect(page.getByText('Inputs:Get')).toBeVisible()

    await page.getByRole('button', { name: 'Make a new secret' }).click()
    await expect(page.getByRole('heading', { name: 'Your new token' })).toBeVisible()
    const second = await secretOn(page)
    expect([await lives(secret), await lives(second)]).toEqual([false, true])

    await page.getByRole('link', { name: 'Done' }).click()
    await page.getByRole('link', { name: 'nightly export' }).click()
    await page.getByLabel('Name', { exact: true }).fill('weekly export')
    await page.getByRole('button', { name: 'Rename' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'weekly export' })).toBeVisible()
    await page.getByRole('button', { name: 'Revoke weekly export' }).click()
    await expect(page.getByText('The token is revoked.')).toBeVisible()
    expect(await lives(second)).toBe(false)
    await context.close()
  })

  test(`a key of an app is made and revoked in its settings, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    const app = await place.app(organization)
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    await page.goto(`/${organization.account}/apps/${app.handle}/settings`)
    await page.getByRole('link', { name: 'Create an API key' }).click()
    await page.getByLabel('Name', { exact: true }).fill('camera')
    await page.getByLabel('Only look').check()
    await page.getByRole('button', { name: 'Create API key' }).click()
    await expect(page.getByRole('heading', { name: 'Your new API key' })).toBeVisible()
    const secret = await secretOn(page)
    expect(secret).toMatch(/^mst_app_/)
    await page.getByRole('link', { name: 'Done' }).click()
    await page.getByRole('link', { name: 'Manage the key camera' }).click()
    await page.getByRole('button', { name: 'Revoke camera' }).click()
    await expect(page.getByText('The API key is revoked.')).toBeVisible()
    expect(await lives(secret)).toBe(false)
    await context.close()
  })

  test(`an Admin asks for approval, sees what that stops, and decides, ${how} JavaScript`, async ({
    browser,
    place,
  }) => {
    const organization = await place.organization()
    const lena = await place.member(organization, 'organization_contributor')
    await place.token(lena, { name: 'pipeline' })
    const context = await browser.newContext({ baseURL, javaScriptEnabled })
    await signIn(context, organization.admin)
    const page = await context.newPage()
    const list = `/${organization.account}/security/tokens`
    await page.goto(`/${organization.account}/security`)
    await page.getByRole('link', { name: 'Access tokens' }).click()
    await expect(page.getByRole('row', { name: /pipeline/ })).toContainText(lena.name)
    await page.getByRole('link', { name: 'Change', exact: true }).click()
    await page.getByLabel('Maximum age in days').fill('90')
    await page.getByLabel('Those that may change something').check()
    await page.getByRole('button', { name: 'See what it stops' }).click()
    await expect(page.getByText('One token that works now stops')).toBeVisible()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved. It counts from the next request')).toBeVisible()
    await expect(page.getByText('1 token waits for approval.')).toBeVisible()
    await page.getByRole('link', { name: 'See them' }).click()
    await page.getByRole('link', { name: 'pipeline' }).click()
    await page.getByRole('button', { name: 'Approve' }).click()
    await expect(page.getByText('The token is approved.')).toBeVisible()
    await page.getByRole('link', { name: 'pipeline' }).click()
    await page.getByRole('button', { name: 'Keep out' }).click()
    await expect(page.getByText('no longer reaches this organization')).toBeVisible()
    await expect(page.getByRole('row', { name: /pipeline/ })).toContainText('Refused')

    await context.clearCookies()
    await signIn(context, lena)
    await page.goto(`/${lena.username}/security/tokens`)
    await expect(page.getByRole('row', { name: /pipeline/ })).toContainText(`Refused at ${organization.name}`)
    await page.goto(list)
    await expect(page.getByRole('row', { name: /pipeline/ })).toBeHidden()
    await context.close()
  })
}

test('a form that is sent twice makes one token, and says so', async ({ browser, place }) => {
  const who = await place.person()
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  await signIn(context, who)
  const page = await context.newPage()
  await page.goto(`/${who.username}/security/tokens/new`)
  await page.getByLabel('Name', { exact: true }).fill('once')
  await page.getByLabel('Everything').check()
  await page.getByRole('button', { name: 'Create token' }).click()
  const secret = await secretOn(page)
  await page.reload() // sends the form again
  await expect(page.getByText('This form was sent before').first()).toBeVisible()
  expect(await page.content()).not.toContain(secret)
  const made = await ownerSql()`select 1 from tokens where user_id = ${who.id}`
  expect(made).toHaveLength(1)
  await context.close()
})

test('who comes back to the page does not find the secret there, and the answer is kept nowhere', async ({
  context,
  page,
  place,
}) => {
  const who = await place.person()
  await signIn(context, who)
  await page.goto(`/${who.username}/security/tokens/new`)
  await page.getByLabel('Name', { exact: true }).fill('shown once')
  await page.getByLabel('Everything').check()
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Create token' }).click()
  expect((await answered).headers()['cache-control']).toContain('no-store')
  const secret = await secretOn(page)
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await expect(page.getByText('The secret is not shown again.')).toBeVisible()
  await page.goto('/')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Create a token' })).toBeVisible()
  expect(await page.content()).not.toContain(secret)
})

test('a collaborator is shown the token that came with the collaboration', async ({
  context,
  page,
  place,
  request,
}) => {
  const organization = await place.organization()
  const app = await place.app(organization)
  const guest = await place.person()
  await place.collaborator(organization, app.id, guest, ['Apps:Get', 'Inputs:Get'])
  await signIn(context, guest)
  await page.goto(`/${guest.username}/security/tokens`)
  await expect(page.getByRole('row', { name: new RegExp(app.handle) })).toContainText('Not shown yet')
  await page.getByRole('link', { name: app.handle }).click()
  await page.getByRole('button', { name: 'Show token' }).click()
  await expect(page.getByRole('heading', { name: 'Your new token' })).toBeVisible()
  expect(await lives(await secretOn(page))).toBe(true)
  expect(await asks(request, await page.locator('.token-curl').textContent())).toEqual([
    'Apps:Get',
    'Inputs:Get',
  ])
  await expect(page.getByText(`/v2/users/${organization.account}/apps/${app.handle}/myscopes`)).toBeVisible()
})

test('the pages fit a phone and are accessible in both themes', async ({ context, page, place }) => {
  test.setTimeout(240_000)
  const organization = await place.organization()
  const { admin } = organization
  const app = await place.app(organization)
  const token = await place.token(admin, {
    name: 'a-name-that-goes-on-and-on-without-a-place-to-break-it-anywhere-at-all',
  })
  const key = await place.token(admin, {
    orgId: organization.id,
    appId: app.id,
    name: 'camera',
    scopes: ['Apps:Get'],
  })
  await ownerSql()`update organizations set token_approval = 'all', token_max_days = 30 where org_id = ${organization.id}`
  await signIn(context, admin)
  const settings = `/${organization.account}/apps/${app.handle}/settings`
  for (const path of [
    `/${admin.username}/security/tokens`,
    `/${admin.username}/security/tokens/new`,
    `/${admin.username}/security/tokens/${token.id}`,
    `/${organization.account}/security/tokens`,
    `/${organization.account}/security/tokens/policy?maxDays=10&approval=all`,
    `/${organization.account}/security/tokens/${token.id}`,
    settings,
    `${settings}/keys/new`,
    `${settings}/keys/${key.id}`,
  ]) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await page.setViewportSize({ width: 360, height: 740 })
    await expectNoSidewaysScroll(page)
  }
})
