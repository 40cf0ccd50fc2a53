// `npm run check`: format, lint and types.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { installMissing, withCheckout } from './install.mjs'
import { root } from './settings.mjs'

const biome = 'node_modules/@biomejs/biome/bin/biome'
const next = 'node_modules/next/dist/bin/next'
const tsc = 'node_modules/typescript/bin/tsc'

const CHECKS = {
  format: [[biome, 'format', '.']],
  lint: [[biome, 'lint', '--error-on-warnings', '.']],
  types: [
    [next, 'typegen'],
    [tsc, '--noEmit', '--incremental', 'false', '--project', '.'], // its cache misses changes to messages/*.json
  ],
}

/** Runs the checks and shows what they find. Gives how many hold and how many do not. */
export function check() {
  const results = Object.entries(CHECKS).map(([name, commands]) => {
    console.log(`\n== ${name}`)
    return commands.every((args) => {
      const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
      return status === 0
    })
  })
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed }
}

if (import.meta.url === pathToFileURL(path.resolve(process.argv[1] ?? '')).href) {
  await withCheckout(installMissing)
  const { passed, failed } = check()
  console.log(`\n${passed} checks passed, ${failed} failed`)
  process.exit(failed ? 1 : 0)
}
