import { execFile, fork } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { startNode } from '../scripts/processes.mjs'
import { root } from '../scripts/settings.mjs'

const nextProgram = path.join(root, 'node_modules/next/dist/bin/next')

/** A helper process that answers one message with one message. */
export function helper(file, env = process.env) {
  const child = fork(path.join(root, file), { env })
  const ask = (order) =>
    new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`${file} ended with ${code}`))
      child.once('exit', ended)
      child.once('message', (answer) => {
        child.off('exit', ended)
        if (answer.error) reject(new Error(answer.error))
        else resolve(answer)
      })
      child.send(order)
    })
  return { ask, stop: () => child.kill() }
}

/** The production server, as `npm start` runs it; `profileTo` is a folder for a profile of its processor time. */
export async function startPortal(env, profileTo) {
  const profile = profileTo ? ['--cpu-prof', `--cpu-prof-dir=${profileTo}`] : []
  const child = startNode([...profile, nextProgram, 'start', '--port', env.PORT], env)
  while (child.exitCode === null) {
    const answer = await fetch(`${env.APP_URL}/api/health`).catch(() => undefined)
    if (answer?.ok) return child
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The portal did not start.')
}

/** Transactions a second of `pgbench -S` with one connection; undefined where pgbench is not installed. */
export async function pgbench(ownerUrl, seconds) {
  const { username, password, hostname, port, pathname } = new URL(ownerUrl)
  const env = {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port || '5432',
    PGUSER: username,
    PGPASSWORD: password,
    PGDATABASE: pathname.slice(1),
    PGOPTIONS: '-c search_path=bench',
  }
  try {
    const { stdout } = await promisify(execFile)('pgbench', ['-S', '-n', '-c', '1', '-T', `${seconds}`], {
      env,
    })
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
