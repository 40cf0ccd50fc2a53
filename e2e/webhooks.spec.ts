import { Webhook } from 'standardwebhooks'
import { ownerSql } from '@/db/testing/world'
import { type Receiver, startReceiver } from '@/lib/webhooks/testing/receiver'
import { makeWebhook } from '@/lib/webhooks/testing/webhook'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { baseURL, expect, test as inWorld, signIn } from './support/world'

/** `test` with a real receiver of webhooks. */
const test = inWorld.extend<{ receiver: Receiver }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  receiver: async ({}, use) => {
    const receiver = await startReceiver()
    await use(receiver)
    await receiver.close()
  },
})

const verified = (receiver: Receiver, secret: string, at = -1) => {
  const message = receiver.received.at(at)
  return new Webhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>)
}

test('a webhook is added, tested, told of a change, rotated, switched off and deleted', async ({
  page,
  context,
  place,
  receiver,
}) => {
  test.setTimeout(180_000)
  const said = listen(page)
  const organization = await place.organization()
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/security`)
  await page.getByRole('link', { name: /^Webhooks/ }).click()
  await expect(page.getByText('There is no webhook yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Add Webhook' }).click()

  await page.getByLabel('Address').fill('hooks')
  await page.getByRole('radio', { name: 'Chosen events' }).check()
  await page.getByRole('checkbox', { name: 'Created a team' }).check()
  await page.getByRole('button', { name: 'Add Webhook' }).click()
  await expect(page.getByText('Enter a whole address').first()).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Created a team' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Deleted a team' })).not.toBeChecked()
  await expectAccessible(page)
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByLabel('Description').fill('Chat of security')
  await page.getByRole('button', { name: 'Add Webhook' }).click()
  const secret = await page.getByLabel('Signing secret', { exact: true }).inputValue()
  expect(secret).toMatch(/^whsec_/)
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Open the webhook' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Chat of security' })).toBeVisible()
  await expect(page.getByText(secret)).toHaveCount(0)
  await page.getByRole('button', { name: 'Send test event' }).click()
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible()
  expect(verified(receiver, secret)).toMatchObject({ type: 'webhook.test' })

  await page.goto(`/${organization.account}/teams/new`)
  await page.getByLabel('Team name').fill('Field labelers')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Field labelers' })).toBeVisible()
  await expect.poll(() => receiver.received.length).toBe(2)
  expect(verified(receiver, secret)).toMatchObject({
    type: 'team.created',
    data: {
      organization: { handle: organization.account },
      actor: { name: organization.admin.name },
      target: { name: 'Field labelers' },
    },
  })

  await page.goto(`/${organization.account}/webhooks`)
  await page.getByRole('link', { name: 'Chat of security' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Created a team' })
  await expect(row).toContainText('Delivered')
  await expectAccessible(page)
  await row.getByRole('link', { name: 'Created a team' }).click()
  await expect(page.getByText('"type": "team.created"')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => receiver.received.length).toBe(3)
  expect(receiver.received[2]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id'])
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Chat of security' }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'Rotate secret' }).click()
  const rotated = await page.getByLabel('Signing secret', { exact: true }).inputValue()
  expect(rotated).not.toBe(secret)
  await page.getByRole('button', { name: 'Switch off' }).click()
  await expect(page.getByRole('button', { name: 'Switch on' })).toBeVisible()
  await page.getByRole('button', { name: 'Switch on' }).click()
  await page.getByRole('radio', { name: 'All events' }).check()
  await expect(page.getByRole('checkbox', { name: 'Created a team' })).toBeHidden()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('The changes were saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Send test event' }).click()
  await expect.poll(() => receiver.received.length).toBe(4)
  for (const one of [secret, rotated]) expect(verified(receiver, one)).toMatchObject({ type: 'webhook.test' })

  await page.getByRole('link', { name: 'Chat of security' }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('link', { name: 'Delete webhook' }).click()
  await expect(page.getByText(`Nothing more is sent to 127.0.0.1:${receiver.port}`)).toBeVisible()
  await page.getByRole('button', { name: 'Delete Chat of security' }).click()
  await expect(page.getByText('Chat of security was deleted')).toBeVisible()
  await expect(page.getByText('There is no webhook yet')).toBeVisible()
  expect(said).toEqual([])
})

test('what failed is seen, filtered and sent again', async ({ page, context, place, receiver }) => {
  const organization = await place.organization()
  receiver.manner = 503
  const hook = await makeWebhook(organization, receiver.url, { description: 'SIEM' })
  await ownerSql()`
    insert into webhook_deliveries (org_id, webhook_id, event, payload, state, attempts, last_status, last_error, last_answer, last_milliseconds, event_id, created_at)
    select ${organization.id}, ${hook.id}, 'member.removed', '{"type": "member.removed", "timestamp": "2026-05-03T10:00:00Z", "data": {}}',
           case when n % 2 = 0 then 'failed' else 'delivered' end, 10, 503, 'status', 'out of order', 12, n, now() - make_interval(mins => n)
      from generate_series(1, 60) n`
  await ownerSql()`update webhooks set failing_since = now() - interval '1 day' where id = ${hook.id}`
  await signIn(context, organization.admin)
  const path = `/${organization.account}/webhooks/${hook.id}`
  await page.goto(`${path}?size=25`)
  await expect(page.getByText(/^Nothing has arrived since/)).toBeVisible()
  await page.getByLabel('State').selectOption('Failed')
  await expect(page).toHaveURL(/state=failed/)
  await expect(page.getByRole('row')).toHaveCount(26)
  await expect(page.getByRole('row').nth(1)).toContainText('Answered 503: out of order')
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page.getByRole('row')).toHaveCount(6)
  receiver.manner = 204
  await page.getByLabel('Failed since').selectOption('In the last hour')
  await page.getByRole('button', { name: 'Send failed again' }).click()
  await expect(page.getByText(/deliveries will be sent again/)).toBeVisible()
  await expect.poll(() => receiver.received.length).toBeGreaterThanOrEqual(29)
  await page.goto(path)
  await expect(page.getByText(/^Nothing has arrived since/)).toHaveCount(0)
})

test('one that answered 410 says so, and is switched on again', async ({
  page,
  context,
  place,
  receiver,
}) => {
  receiver.manner = 410
  const organization = await place.organization()
  const hook = await makeWebhook(organization, receiver.url)
  await signIn(context, organization.admin)
  await page.goto(`/${organization.account}/teams/new`)
  await page.getByLabel('Team name').fill('Orchard')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Orchard' })).toBeVisible()
  const why = async () => {
    const [row] = await ownerSql()`select disabled_why from webhooks where id = ${hook.id}`
    return row?.disabled_why
  }
  await expect.poll(why).toBe('gone')
  await page.goto(`/${organization.admin.username}/notifications`)
  await page.getByRole('link', { name: /was switched off: it answered that it wants no more events/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible() // the notice names the address too
  await page.getByRole('link', { name: `127.0.0.1:${receiver.port}` }).click()
  await expect(page.getByText('This webhook was switched off because it answered 410 Gone')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(page.getByRole('button', { name: 'Send test event' })).toBeVisible()
})

test('all of it works without JavaScript, at the width of a phone', async ({ browser, place, receiver }) => {
  const organization = await place.organization()
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await signIn(context, organization.admin)
  const page = await context.newPage()
  await page.goto(`/${organization.account}/webhooks/new`)
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByRole('radio', { name: 'Chosen events' }).check()
  await page.getByRole('button', { name: 'Add Webhook' }).click()
  await expect(page.getByText('Choose at least one event, or all of them.').first()).toBeVisible()
  await expect(page.getByLabel('Address')).toHaveValue(receiver.url)
  await page.getByRole('checkbox', { name: 'Created a team' }).check()
  await page.getByRole('button', { name: 'Add Webhook' }).click()
  const secret = await page.getByLabel('Signing secret', { exact: true }).inputValue()
  await page.getByRole('link', { name: 'Open the webhook' }).click()
  await page.getByRole('button', { name: 'Send test event' }).click()
  await expect.poll(() => receiver.received.length).toBe(1)
  expect(verified(receiver, secret)).toMatchObject({ type: 'webhook.test' })
  await page.reload()
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => receiver.received.length).toBe(2)
  await page.getByRole('link', { name: `127.0.0.1:${receiver.port}` }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Test event' })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'Rotate secret' }).click()
  await expect(page.getByLabel('Signing secret', { exact: true })).not.toHaveValue(secret)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Delete webhook' }).click()
  await page.getByRole('button', { name: /^Delete 127/ }).click()
  await expect(page.getByText('There is no webhook yet')).toBeVisible()
  await context.close()
})

test('only Admins are shown the way', async ({ page, context, place }) => {
  const organization = await place.organization()
  const contributor = await place.member(organization, 'organization_contributor')
  await signIn(context, contributor)
  await page.goto(`/${organization.account}/security`)
  await expect(page.getByRole('link', { name: /^Roles and permissions/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Webhooks/ })).toHaveCount(0)
  await page.goto(`/${organization.account}/webhooks`)
  await expect(page.getByText('Manage webhooks')).toBeVisible()
})
