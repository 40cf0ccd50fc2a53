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

/**
 * Listens to the database for changed bells, over one connection of its own that must not lead through a pooler, since LISTEN belongs to a
 * session. A connection that ends, or does not answer a probe, is replaced until `stop`.
 */
export function listenForBells(url: string, told: Told): Listener {
  let isStopped = false
  let failures = 0
  let present: postgres.Sql | undefined
  let pause: NodeJS.Timeout | undefined

  const begin = () => {
    const sql = open(url, told, () => again(sql))
    present = sql
    sql.unsafe(`listen ${CHANNEL}`).then(
      () => {
        failures = 0
        told.onListening()
      },
      (error: unknown) => again(sql, error),
    )
  }
  const again = (sql: postgres.Sql, error?: unknown) => {
    if (isStopped || present !== sql) return
    present = undefined
    leave(sql)
    if (failures === 0) log.warn({ err: error }, 'the connection that rings bells is lost, trying again')
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS)
    pause = setTimeout(begin, longest / 2 + (Math.random() * longest) / 2)
  }
  const probes = setInterval(() => {
    const sql = present
    if (sql) answersInTime(sql).catch((error: unknown) => again(sql, error))
  }, PROBE_MS)
  probes.unref()

  begin()
  return {
    async stop() {
      isStopped = true
      clearInterval(probes)
      clearTimeout(pause)
      await present?.end({ timeout: 1 }).catch(() => {}) // it may be on its way up or down
    },
  }
}

function open(url: string, { onRing }: Told, onclose: () => void): postgres.Sql {
  const options = {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 10,
    fetch_types: false,
    onnotice: () => {},
    onclose,
    // Not in its types: what `listen()` of the driver itself uses, whose own way to come back gives up after one failure.
    onnotify: (channel: string, payload: string) => channel === CHANNEL && onRing(payload.split(',')),
    connection: { application_name: 'muster bell' },
  }
  return postgres(url, options)
}

/** What is half dead (its network went away without a word) answers nothing and says nothing. */
async function answersInTime(sql: postgres.Sql): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer to a probe')), PROBE_PATIENCE_MS)
  })
  const answer = sql`select 1`
  answer.catch(() => {}) // told by the race, where it is still on
  await Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

const leave = (sql: postgres.Sql) => void sql.end({ timeout: 0 }).catch(() => {})
