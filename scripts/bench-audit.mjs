// `npm run bench:audit [-- --entries 1000000]`: the audit log at a size: sealing, reading with filters, exporting, verifying; how long
// each takes and how much memory its process needs. A database of its own below .data/bench-audit, filled on the first run.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { bundle } from './build.mjs'
import { installMissing, withCheckout } from './install.mjs'
import { openDatabase } from './open-database.mjs'
import { root } from './settings.mjs'

const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } } })
const appSecret = 'only for measuring, and known to everybody who reads this'

await withCheckout(async () => {
  await installMissing()
  await bundle({ entryPoints: { audit: 'bench/audit.ts' }, outdir: 'dist/bench', sourcemap: 'inline' })
})
const database = await openDatabase({
  dataDir: path.join(root, `.data/bench-audit-${values.entries}`),
  appSecret,
})
try {
  await fill(database.ownerUrl, Number(values.entries))
  const env = {
    ...process.env,
    APP_SECRET: appSecret,
    APP_DATABASE_URL: database.urls.appUrl,
    WORKER_DATABASE_URL: database.urls.workerUrl,
    DATABASE_URL: database.ownerUrl,
  }
  for (const part of ['seal', 'list', 'export']) await tell(part, ['dist/bench/audit.mjs', part], env)
  await tell('verify', ['--import', './bench/most-memory.mjs', 'scripts/audit-verify.mjs'], env)
} finally {
  await database.stop()
}

async function fill(url, entries) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [{ filled }] = await sql`select exists (select from handles where handle = 'big') as filled`
    if (filled) return
    console.log(`Filling in ${entries} entries…`)
    await sql.begin(async (tx) => {
      await tx`select set_config('bench.entries', ${String(entries)}, true)`
      await tx.unsafe(readFileSync(path.join(root, 'bench/audit-fill.sql'), 'utf8')).simple()
    })
    await sql`vacuum analyze audit_events, refused_attempts`
  } finally {
    await sql.end()
  }
}

async function tell(part, args, env) {
  const start = performance.now()
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: root,
    env,
    maxBuffer: 10_000_000,
  })
  console.log(`\n${part} (${Math.round((performance.now() - start) / 1000)} s)\n${stdout.trim()}`)
}
