import { baseURL, expect, test } from './support/world'

test('whoever reads about the API finds every operation, and lines that work as they are copied', async ({
  page,
  place,
  request,
}) => {
  const { admin } = await place.organization()
  const { secret } = await place.token(admin)
  await page.goto(`${baseURL}/docs/api`)
  await page
    .getByRole('navigation', { name: 'Operations' })
    .getByRole('link', { name: 'ListApps', exact: true })
    .click()
  await expect(page).toHaveURL(/#ListApps$/)
  const entry = page.getByRole('article', { name: 'ListApps' })
  await entry.locator('summary').filter({ hasText: 'Query' }).click()
  await expect(entry.getByText('per_page', { exact: true })).toBeVisible()

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await entry.getByRole('button', { name: 'Copy command' }).click()
  await expect(page.getByText('Copied the command')).toBeAttached()
  const line = await page.evaluate(() => navigator.clipboard.readText())
  const [, url = '', name = '', value = ''] =
    /^curl "([^"]+)" \\\n {2}-H "([^:]+): ([^"]+)"$/.exec(line) ?? []
  const answer = await request.get(url, { headers: { [name]: value.replace('$MUSTER_TOKEN', secret) } })
  expect(await answer.json()).toMatchObject({ status: { code: 10000 }, apps: [] })

  const description = await (await request.get(`${baseURL}/v2/openapi.json`)).json()
  const described = Object.values(description.paths as Record<string, object>).flatMap(Object.keys)
  await expect(page.getByRole('article')).toHaveCount(described.length)
})
