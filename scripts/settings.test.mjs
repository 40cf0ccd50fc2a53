import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { processEnvironment, readSettings } from './settings.mjs'

const { loadEnvConfig, resetEnv } = createRequire(import.meta.url)('@next/env')
const OWNER = 'postgres://owner:secret@localhost/muster'
const urls = {
  appUrl: 'postgres://app@localhost/m',
  workerUrl: 'postgres://worker@localhost/m',
  directUrl: 'postgres://app@localhost/m',
}
const settings = { port: 3000, dataDir: '/tmp', appUrl: 'http://localhost:3000', appSecret: 's'.repeat(43) }
const folder = () => mkdtempSync(path.join(tmpdir(), 'muster-settings-'))
afterEach(() => vi.unstubAllEnvs())

test('web and worker never learn the owner’s address, not even from .env, which Next reads itself', () => {
  const dir = folder()
  writeFileSync(path.join(dir, '.env'), `DATABASE_URL=${OWNER}\n`)
  vi.stubEnv('DATABASE_URL', OWNER)
  const before = { ...process.env }
  const env = processEnvironment(settings, urls)
  expect(JSON.stringify(env)).not.toContain(OWNER)
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  resetEnv()
  loadEnvConfig(dir, false, { info: () => {}, error: () => {} }, true)
  const seen = process.env.DATABASE_URL
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, before)
  rmSync(dir, { recursive: true })
  expect(seen).toBe('')
})

test('the secret is made once, long, and for nobody else to read', () => {
  const dir = folder()
  vi.stubEnv('DATA_DIR', dir)
  vi.stubEnv('APP_SECRET', '')
  const [one, again] = [readSettings(), readSettings()]
  expect(one.appSecret).toMatch(/^[\w-]{43}$/)
  expect(again.appSecret).toBe(one.appSecret)
  expect(statSync(path.join(dir, 'secret')).mode & 0o077).toBe(0)
  rmSync(dir, { recursive: true })
})
