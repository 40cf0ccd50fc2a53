import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'

test('the portal says that it is up and ready', async ({ request }) => {
  expect(await (await request.get('/api/health')).json()).toEqual({ status: 'ok' })
  const ready = await request.get('/api/ready')
  expect(await ready.json()).toEqual({
    status: 'ready',
    checks: { database: 'ok', migrations: 'ok', worker: 'ok' },
  })
  expect(ready.status()).toBe(200)
})

test('an empty page runs under the policy without a word in the console', async ({ page }) => {
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  const response = await page.goto('/empty')
  await page.waitForLoadState('networkidle')
  await expect(page.getByText('Nothing here.')).toBeVisible()
  expect(said).toEqual([])
  expect(response?.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/.{8,}/),
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  })
})

test('no page waits for a module while it is loaded: whoever asks then would break it until the next start', () => {
  const server = '.next/server'
  const waiting = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js') && !path.basename(name).startsWith('[externals]'))
    .filter((name) => /\.a\(async\s*\(/.test(readFileSync(path.join(server, name), 'utf8')))
  expect(waiting).toEqual([])
})
