import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { keep } from './keep.mjs'
import { startNode } from './processes.mjs'

const WAITS = 'process.send("up"); setInterval(() => {}, 1000)'

function kept(program, more = {}) {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const started = []
  const one = keep({
    name: 'It',
    start: () => {
      started.push({ at: performance.now(), child: startNode(['--eval', program], process.env) })
      return started.at(-1).child
    },
    isUp: (child) => Promise.race([once(child, 'message'), child.ended]),
    ...more,
  })
  onTestFinished(async () => {
    await one.stop()
    said.mockRestore()
  })
  return { one, started, said: () => said.mock.calls.map(([line]) => line) }
}

test('what is killed is started again at once, and both is said', async () => {
  const { one, started, said } = kept(WAITS)
  await one.isUp
  started[0].child.kill('SIGKILL')
  await expect
    .poll(() => said(), { timeout: 5000 })
    .toEqual(['It ended (SIGKILL). Starting it again…', 'It is back.'])
  expect(started).toHaveLength(2)
})

test('what does not stay up is tried later and later', { timeout: 15_000 }, async () => {
  const { started } = kept('process.exit(3)')
  await expect.poll(() => started.length, { timeout: 10_000 }).toBeGreaterThan(4)
  const pauses = started.slice(1, 5).map(({ at }, i) => at - started[i].at)
  expect(pauses[3] - pauses[0]).toBeGreaterThan(500) // 100, 200, 400, 800 ms beside the time that a start takes
})

test('what does not come up at all is told, where somebody wants to know', async () => {
  const told = vi.fn()
  const { started } = kept('process.exit(3)', { onFailedStart: told })
  await expect.poll(() => told.mock.calls, { timeout: 5000 }).toEqual([['It ended (3).']])
  expect(started).toHaveLength(1)
})

test('what is stopped stays so', async () => {
  const { one, started, said } = kept(WAITS)
  await one.isUp
  await one.stop()
  expect([started.length, said()]).toEqual([1, []])
})
