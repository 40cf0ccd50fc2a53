import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { installMissing, run, withCheckout } from './install.mjs'
import { root } from './settings.mjs'

const SOURCES = [
  ...[
    'app',
    'components',
    'db',
    'lib',
    'messages',
    'public',
    'next.config.js',
    'postcss.config.mjs',
    'tsconfig.json',
  ],
  ...[
    'proxy.ts',
    'instrumentation.ts',
    'instrumentation-node.ts',
    'package.json',
    'package-lock.json',
    'scripts/build.mjs',
  ],
]
const ENTRIES = { worker: 'lib/jobs/worker.ts', seed: 'lib/demo/seed.ts' }
const distDir = process.env.MUSTER_DIST_DIR ?? '.next'

/** Builds the web and bundles the worker, unless these very sources were built. Call within `withCheckout`. */
export async function buildOutdated() {
  const fingerprint = fingerprintOf(SOURCES)
  const mark = path.join(root, distDir, 'muster-build')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint && existsSync(outputOf('worker'))) return
  console.log('Building, about a minute…')
  rmSync(mark, { force: true })
  await Promise.all([buildWeb(fingerprint), bundle()])
  writeFileSync(mark, fingerprint)
}

/** The worker and the demo run outside Next: each becomes one file, with the packages left where they are. */
export async function bundle(options = {}) {
  const { build } = await import('esbuild')
  return build(bundleOptions(options))
}

export function bundleOptions(options = {}) {
  const present = Object.entries(ENTRIES).filter(([, file]) => existsSync(path.join(root, file)))
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { 'server-only': './scripts/server-only.mjs' },
    jsx: 'automatic',
    sourcemap: true,
    logLevel: 'error',
    ...options,
  }
}

export const outputOf = (name) => path.join(root, 'dist', `${name}.mjs`)

/**
 * The same sources give the same names, whichever machine builds them: the names of actions derive from a key, which Next makes up anew for
 * each build where none is given. It is no secret and seals nothing; when the portal runs, one from APP_SECRET stands in its place.
 */
function buildWeb(fingerprint) {
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    MUSTER_BUILD_ID: fingerprint.slice(0, 20),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: createHash('sha256')
      .update(`actions ${fingerprint}`)
      .digest('base64'),
  }
  return run(process.execPath, [next, 'build'], { env })
}

function fingerprintOf(names) {
  const hash = createHash('sha256')
  const visit = (file) => {
    const entries = folderEntries(file)
    if (entries) for (const entry of entries) visit(`${file}/${entry}`)
    else if (!/\.test\.tsx?$/.test(file)) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)))
  }
  for (const name of names) if (existsSync(path.join(root, name))) visit(name)
  return hash.digest('hex')
}

function folderEntries(file) {
  try {
    return readdirSync(path.join(root, file)).sort()
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(path.join(root, '.data'), { recursive: true })
  await withCheckout(async () => {
    await installMissing()
    await buildOutdated()
  })
}
