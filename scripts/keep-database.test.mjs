import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { expect, onTestFinished, test, vi } from 'vitest'
import { keptDatabase } from './keep-database.mjs'
import { localDatabase } from './local-db.mjs'

function newDataDir() {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-kept-'))
  chmodSync(folder, 0o755)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function ask(url, statement) {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 2 })
  try {
    return await sql.unsafe(statement)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Another user of the same server, who knows its process. */
async function pidOf(dataDir) {
  const { pid, stop } = await localDatabase(dataDir)
  return { pid, leave: stop }
}

test('a bundled PostgreSQL that is killed is back within seconds with all that was committed', {
  timeout: 60_000,
}, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const dataDir = newDataDir()
  const moved = vi.fn()
  const kept = await keptDatabase(dataDir, moved)
  onTestFinished(kept.stop)
  await ask(kept.url, 'create table kept (n int)')
  await ask(kept.url, 'insert into kept values (1)')
  const { pid, leave } = await pidOf(dataDir)
  await leave()
  process.kill(pid, 'SIGKILL')
  const rows = () => ask(kept.url, 'select n from kept').catch((error) => error.message)
  await expect.poll(rows, { timeout: 10_000 }).toEqual([{ n: 1 }])
  expect(moved).not.toHaveBeenCalled()
})

test('it moves where its port was taken meanwhile, and says where to', { timeout: 60_000 }, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const dataDir = newDataDir()
  let newUrl
  const kept = await keptDatabase(dataDir, (url) => {
    newUrl = url
  })
  onTestFinished(kept.stop)
  const { pid, leave } = await pidOf(dataDir)
  await leave()
  const port = Number(new URL(kept.url).port)
  process.kill(pid, 'SIGKILL')
  const thief = createServer((socket) => socket.on('error', () => {}).end('mine'))
  await vi.waitFor(
    () => new Promise((done, fail) => thief.once('error', fail).listen(port, '127.0.0.1', done)),
    5000,
  )
  onTestFinished(() => void thief.close())
  await expect.poll(() => newUrl, { timeout: 20_000 }).toBeDefined()
  expect(Number(new URL(newUrl).port)).not.toBe(port)
  expect(await ask(newUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})
