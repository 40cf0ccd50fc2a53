import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { root } from '../scripts/settings.mjs'

const FILES = ['lib/invitations/races.test.ts', 'lib/members/members.test.ts', 'lib/members/bulk.test.ts']

/**
 * The races of the tests, many more of them: an invitation accepted several times at once, revoked, sent again or its sender demoted
 * meanwhile, two Admins who go for each other. Each is forced, and each looks at what the database holds afterwards.
 *
 * @param {{accepts: number, say?: (line: string) => void}} options
 */
export async function races({ accepts, say = () => {} }) {
  say(
    `${accepts} invitations accepted 8 times at once, and ${Math.ceil(accepts / 5)} of each other race; some minutes…`,
  )
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...FILES,
      '-t',
      'at once|against accept|each other',
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, MUSTER_RACES: String(accepts) } },
  )
  return { accepts, violations: status === 0 ? [] : ['A race was lost: see above.'] }
}
