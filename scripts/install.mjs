import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { waitForLock } from './lock.mjs'
import { root } from './settings.mjs'

/** One at a time in a checkout: two installations or builds at once would write into each other's files. */
export async function withCheckout(work) {
  const tell = () => console.log('Waiting for another start that installs or builds in this folder…')
  const lock = await waitForLock(path.join(root, '.data/checkout.lock'), {}, tell)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** Installs what package-lock.json names, unless it is there. Call within `withCheckout`. */
export async function installMissing() {
  if (isInstalled()) return
  console.log('Installing packages, about a minute the first time…')
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  await run(command, [...first, ...args], { shell: process.platform === 'win32' && command === 'npm' })
}

/** npm writes down what it has installed as its last step: the same versions there mean that nothing is missing. */
function isInstalled() {
  const wanted = lockedVersions('package-lock.json')
  const present = lockedVersions('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' ||
      present[name]?.version === entry.version ||
      (entry.optional && !present[name]) ||
      (entry.peer && !present[name]),
  )
}

function lockedVersions(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Runs a program quietly; what it said is shown where it failed. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    const end = () => child.kill()
    process.once('exit', end)
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', end)
      if (code === 0) resolve(output)
      else reject(new Error(`${path.basename(command)} ${args.join(' ')} failed:\n${output.trim()}`))
    })
  })
}
