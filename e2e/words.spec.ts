import { ownerSql } from '@/db/testing/world'
import { listen } from './support/checks'
import { baseURL, expect, signIn, test } from './support/world'

test('tells dates in the zone of the browser: on its first page, and from then on by the server alone', async ({
  browser,
  place,
}) => {
  const organization = await place.organization()
  await ownerSql()`
    update organizations set created_at = '2026-05-03T22:30:00Z'
     where org_id = ${organization.id}`
  const path = `/${organization.account}/account`
  const founded = 'time[datetime^="2026-05-03T22:30"]'

  const context = await browser.newContext({ baseURL, timezoneId: 'Asia/Tokyo' })
  await signIn(context, organization.admin)
  const stranger = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  })
  const unknown = await stranger.newPage()
  await unknown.goto(path)
  await expect(unknown.locator(founded)).toHaveText('3 May 2026')

  const page = await context.newPage()
  const said = listen(page)
  await page.goto(path)
  await expect(page.locator(founded)).toHaveText('4 May 2026')
  await page.locator(founded).hover()
  await expect(page.locator(founded)).toHaveAttribute('title', '4 May 2026, 07:30 GMT+9')
  expect(said).toEqual([])

  const plain = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  })
  const quiet = await plain.newPage()
  await quiet.goto(path)
  await expect(quiet.locator(founded)).toHaveText('4 May 2026')
  await Promise.all([context, stranger, plain].map((one) => one.close()))
})
