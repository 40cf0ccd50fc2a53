import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { tryLock } from './lock.mjs'

function newFile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return path.join(folder, 'some.lock')
}

test('only one of many gets it, and the others are told who holds it', async () => {
  const file = newFile()
  const all = await Promise.all(Array.from({ length: 8 }, (_, i) => tryLock(file, { name: `n${i}` })))
  const winners = all.filter((one) => 'release' in one)
  expect(winners).toHaveLength(1)
  for (const one of all) if (!('release' in one)) expect(one.holder.name).toMatch(/^n\d$/)
  winners[0].release()
  expect(await tryLock(file)).toHaveProperty('release')
})

test('a holder that was killed holds nothing, and only one of many takes its place', async () => {
  const file = newFile()
  const program = `import { tryLock } from ${JSON.stringify(path.resolve('scripts/lock.mjs'))}
    await tryLock(${JSON.stringify(file)}); process.stdout.write('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program])
  await once(child.stdout, 'data')
  expect(await tryLock(file)).toMatchObject({ holder: { pid: child.pid } })
  child.kill('SIGKILL')
  await once(child, 'exit')
  const all = await Promise.all(Array.from({ length: 8 }, () => tryLock(file)))
  expect(all.filter((one) => 'release' in one)).toHaveLength(1)
  expect(readdirSync(path.dirname(file))).toEqual(['some.lock'])
})

test('a file that cannot be read is nobody', async () => {
  const file = newFile()
  writeFileSync(file, '{"po')
  expect(await tryLock(file)).toHaveProperty('release')
})
