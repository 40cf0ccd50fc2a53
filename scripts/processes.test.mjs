import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startNode, stop } from './processes.mjs'

const WAITS = 'process.send("up"); setInterval(() => {}, 1000)'
const DEAF = `process.on("SIGTERM", () => {}); ${WAITS}`

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a child ends when the one that started it is killed', async () => {
  const program = `import { startNode } from ${JSON.stringify(path.resolve('scripts/processes.mjs'))}
    const child = startNode(['--eval', ${JSON.stringify(WAITS)}], process.env)
    child.once('message', () => console.log(child.pid))`
  const launcher = spawn(process.execPath, ['--input-type=module', '--eval', program])
  const pid = Number(await once(launcher.stdout, 'data'))
  expect(isAlive(pid)).toBe(true)
  launcher.kill('SIGKILL')
  await once(launcher, 'exit')
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false)
})

test('stopping waits for a child that ends, and ends one that does not', { timeout: 15_000 }, async () => {
  const [polite, deaf] = [WAITS, DEAF].map((program) => startNode(['--eval', program], process.env))
  await Promise.all([once(polite, 'message'), once(deaf, 'message')])
  await Promise.all([stop(polite), stop(deaf)])
  expect([polite.signalCode, deaf.signalCode]).toEqual(['SIGTERM', 'SIGKILL'])
})
