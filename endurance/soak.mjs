import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkInvariants } from './invariants.mjs'
import { catchMails } from './mail-catcher.mjs'
import { ownerOf, startPortal } from './portal.mjs'
import { inviteAndAccept, makeCast } from './stories.mjs'

const INVITERS = 4
const READERS = 4
const GUESTS_A_MINUTE = 3000
const SAMPLE_MS = 5000
const MOST_MEGABYTES = 600

/**
 * People who invite, accept and look around for a while. Tells what memory web and worker hold, and every answer that was none.
 *
 * @param {{minutes: number, port: number, say?: (line: string) => void}} options
 */
export async function soak({ minutes, port, say = () => {} }) {
  const catcher = await catchMails()
  const portal = await startPortal({
    port,
    name: `endurance-${port}`,
    smtpUrl: catcher.url,
    env: { INVITATIONS_PER_HOUR: '1000000', INVITATIONS_PER_HOUR_NEW: '1000000' },
  })
  const owner = await ownerOf(portal.dataDir)
  const toldOf = { invited: new Map(), accepted: new Map() }
  const errors = []
  try {
    const cast = await makeCast(owner.sql, INVITERS, Math.ceil(minutes * GUESTS_A_MINUTE))
    const stories = { portal, catcher, guests: cast.guests, toldOf, isOver: false, pages: 0, errors }
    const people = [
      ...cast.places.map((place) => inviteAndAccept(stories, place)),
      ...Array.from({ length: READERS }, (_, i) => lookAround(stories, cast.places[i % INVITERS])),
    ]
    const samples = await sample(portal, minutes, say)
    stories.isOver = true
    await Promise.all(people)
    await sleep(3000)
    const last = memory(portal)
    const found = await checkInvariants({ sql: owner.sql, toldOf, taken: catcher.taken })
    const violations = [...found.violations, ...errors.slice(0, 5)]
    if (last.web + last.worker > MOST_MEGABYTES)
      violations.push(
        `Web and worker hold ${last.web + last.worker} MB at the end; ${MOST_MEGABYTES} are allowed.`,
      )
    return {
      minutes,
      pages: stories.pages,
      accepted: found.accepted,
      errors: errors.length,
      'web, MB (first, most, last)': `${samples[0].web}, ${Math.max(...samples.map(({ web }) => web))}, ${last.web}`,
      'worker, MB (first, most, last)': `${samples[0].worker}, ${Math.max(...samples.map(({ worker }) => worker))}, ${last.worker}`,
      violations,
    }
  } finally {
    await portal.stop()
    await owner.stop()
    await catcher.stop()
  }
}

async function lookAround(stories, { admin, organization: { handle } }) {
  const { portal, errors } = stories
  const cookie = await portal.cookieOf(admin)
  const paths = [
    `/${handle}`,
    `/${handle}/members`,
    `/${handle}/members?q=a&sort=name`,
    `/${handle}/members/invitations`,
    `/${handle}/security/roles`,
    `/${admin.name}/notifications`,
    '/',
  ]
  for (let turn = 0; !stories.isOver; turn++) {
    const at = paths[turn % paths.length]
    const answer = await fetch(`${portal.base}${at}`, {
      headers: { cookie },
      signal: AbortSignal.timeout(30_000),
    }).catch((error) => ({ status: error.message, text: async () => '' }))
    await answer.text()
    stories.pages++
    if (answer.status !== 200) errors.push(`${at} answered ${answer.status}`)
  }
}

async function sample(portal, minutes, say) {
  const samples = [memory(portal)]
  for (const until = Date.now() + minutes * 60_000; Date.now() < until; ) {
    await sleep(Math.min(SAMPLE_MS, until - Date.now()))
    samples.push(memory(portal))
    const { web, worker } = samples.at(-1)
    if (samples.length % 12 === 0) say(`web ${web} MB, worker ${worker} MB`)
  }
  return samples
}

/** Resident memory in megabytes. */
function memory({ pidOf }) {
  const of = (pid) =>
    Math.round(Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) / 1024)
  return { web: of(pidOf.web()), worker: of(pidOf.worker()) }
}
