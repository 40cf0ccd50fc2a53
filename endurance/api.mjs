import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { root } from '../scripts/settings.mjs'

/**
 * Asks every operation of the API for what its description allows, and for what it does not, with tokens of several people: no answer may be a
 * failure of ours, or one that the description does not know.
 *
 * @param {{requests: number, say?: (line: string) => void}} options
 */
export async function api({ requests, say = () => {} }) {
  say(`${requests} requests; some minutes…`)
  const { status } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'lib/rest/fuzz.test.ts'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, MUSTER_REQUESTS: String(requests) } },
  )
  return { requests, violations: status === 0 ? [] : ['An answer was wrong: see above.'] }
}
