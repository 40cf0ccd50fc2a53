import 'server-only'
import postgres from 'postgres'
import { log } from '@/lib/log'

const CHANNEL = 'muster_bell'
const PROBE_MS = 20_000
const PROBE_PATIENCE_MS = 5_000
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000

export type Listener = { stop(): Promise<void> }
type Told = {
  /** These people's bells or sign-ins have changed. */
  onRing: (userIds: string[]) => void
  /** It listens, for the first time or again: whatever rang meanwhile was missed. */
  onListening: () => void
}
/** One connection, and what has come over it. */
type Line = { sql: postgres.Sql; hasHeard: boolean; hear: () => void }

/**
 * Listens to the database for changed bells, over one connection of its own that must not lead through a pooler, since LISTEN belongs to a
 * session. A connection that ends, or does not bring back what was rung on it, is replaced until `stop`.
 */
export function listenForBells(url: string, told: Told): Listener {
  let isStopped = false
  let failures = 0
  let present: Line | undefined
  let pause: NodeJS.Timeout | undefined

  const begin = () => {
    const line = open(url, told.onRing, () => again(line))
    present = line
    line.sql.unsafe(`listen ${CHANNEL}`).then(
      () => {
        failures = 0
        told.onListening()
        probe()
      },
      (error: unknown) => again(line, error),
    )
  }
  const again = (line: Line, error?: unknown) => {
    if (isStopped || present !== line) return
    present = undefined
    line.sql.end({ timeout: 0 }).catch(() => {}) // it is gone
    if (failures === 0) log.warn({ err: error }, 'the connection that rings bells is lost, trying again')
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS)
    pause = setTimeout(begin, longest / 2 + (Math.random() * longest) / 2)
  }
  const probe = () => {
    const line = present
    if (line) bringsBack(line).catch((error: unknown) => again(line, error))
  }
  const probes = setInterval(probe, PROBE_MS)
  probes.unref()

  begin()
  return {
    async stop() {
      isStopped = true
      clearInterval(probes)
      clearTimeout(pause)
      await present?.sql.end({ timeout: 1 }).catch(() => {}) // it may be on its way up or down
    },
  }
}

function open(url: string, onRing: (userIds: string[]) => void, onclose: () => void): Line {
  const options = {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 10,
    fetch_types: false,
    onnotice: () => {},
    onclose,
    // Not in its types: what `listen()` of the driver itself uses, whose own way to come back gives up after one failure.
    onnotify: (channel: string, payload: string) => {
      if (channel !== CHANNEL) return
      line.hasHeard = true
      line.hear()
      if (payload) onRing(payload.split(','))
    },
    connection: { application_name: 'muster bell' },
  }
  const line: Line = { sql: postgres(url, options), hasHeard: false, hear: () => {} }
  return line
}

let hasWarned = false

/**
 * Rings for nobody and waits to hear it. What is half dead (its network went away without a word) says nothing. What answers and has never
 * brought anything leads through a pooler: that stays as it is, and the hub looks once a minute.
 */
async function bringsBack(line: Line): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let hasAnswered = false
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), PROBE_PATIENCE_MS)
  })
  const heard = new Promise<'heard'>((resolve) => {
    line.hear = () => resolve('heard')
  })
  const rung = line.sql`select pg_notify(${CHANNEL}, '')`.then(() => {
    hasAnswered = true
    return heard
  })
  const outcome = await Promise.race([rung, late]).finally(() => clearTimeout(timer))
  if (outcome === 'heard') return
  if (!hasAnswered || line.hasHeard) throw new Error('what was rung did not come back')
  if (!hasWarned)
    log.warn('bells ring late: DATABASE_DIRECT_URL has to name the database itself, not a connection pooler')
  hasWarned = true
}
