import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { outputOf } from './build.mjs'
import { root } from './settings.mjs'

const PATIENCE_MS = 5000
const endWithParent = pathToFileURL(path.join(root, 'scripts/end-with-parent.mjs')).href
const nextProgram = path.join(root, 'node_modules/next/dist/bin/next')

/** @param {string} mode `start` or `dev` */
export const startWeb = (mode, env) => startNode([nextProgram, mode, '--port', env.PORT], env)

/** The worker ends by itself when the channel closes. Without the owner's or the web's own secrets. */
export const startWorker = (env) => startNode([outputOf('worker')], env)

/** A child that ends when this process does, however it does. */
export function startNode(args, env) {
  const child = spawn(process.execPath, ['--import', endWithParent, ...args], {
    cwd: root,
    env: { ...env, MUSTER_LAUNCHER: String(process.pid) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code))
    child.once('error', (error) => resolve(error.message))
  })
  return child
}

/** Asks politely, and after five seconds (open streams, a job that hangs) no longer. */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await child.ended
  clearTimeout(timer)
}

/** Resolves when the child reports itself ready, has ended, or `limitMs` have passed. */
export function saysReady(child, limitMs) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs)
    child.on('message', (message) => message?.type === 'ready' && resolve())
    child.ended.then(resolve)
    timer.unref()
  })
}
