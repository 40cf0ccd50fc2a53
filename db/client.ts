import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { suspectOutage } from './outage'
import { openPool, type Pool } from './pool'

export type Client = postgres.Sql
export type Connection = postgres.ReservedSql

type Held = { client: Client; pool: Pool; url: string; pending: Set<Promise<unknown>> }
// Module state exists several times under Next (page, route handler, instrumentation): the pool is held once a process.
const held = globalThis as typeof globalThis & { __musterDatabase?: Held }

export const TRANSACTIONS_AT_ONCE = 10
const SINGLE_STATEMENTS_AT_ONCE = 4
const LONGEST_BACKOFF_SECONDS = 0.5 // the driver's own grows to 20: a database that is back would be away for that long
const ANSWER_MS = 2000

function open(): Held {
  const url = process.env.APP_DATABASE_URL
  if (!url)
    throw new Error(
      'APP_DATABASE_URL is not set: start with `npm start`, `npm run dev` or `npm test`, which set it.',
    )
  const connect = (max: number, onclose: () => void, options = {}) => {
    const client: Client = postgres(url, {
      max,
      idle_timeout: 60,
      connect_timeout: 10,
      backoff: (retries) => Math.min(0.05 * 2 ** retries, LONGEST_BACKOFF_SECONDS),
      onnotice: () => {},
      onclose: () => {
        onclose()
        if (held.__musterDatabase?.url === url) lookForDatabase()
      },
      connection: { application_name: 'muster' },
      ...options,
    })
    drizzle(client) // from here on dates and JSON are read the same way, through drizzle or not
    return client
  }
  return {
    client: connect(SINGLE_STATEMENTS_AT_ONCE, () => {}),
    pool: openPool((onclose, options) => connect(1, onclose, options), TRANSACTIONS_AT_ONCE),
    url,
    pending: new Set(),
  }
}

function current(): Held {
  held.__musterDatabase ??= open()
  return held.__musterDatabase
}

/** For single statements as the app role, which sees no tenant until one is entered (`db/tenant.ts`). */
export const database = (): Client => current().client

/** Connections for transactions, each lent to one at a time (`db/lease.ts`). */
export const connections = (): Pool => current().pool

/** Finds out, beside the pool, whether the database answers; where it does not, the portal says so until it does. */
export function lookForDatabase(): void {
  suspectOutage(async () => {
    const url = held.__musterDatabase?.url
    if (!url) return // closed meanwhile
    const sql = postgres(url, { max: 1, connect_timeout: 3, fetch_types: false, onnotice: () => {} })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS)
    })
    try {
      await Promise.race([sql`select 1`, late])
    } catch (error) {
      const isFull = error instanceof Error && 'code' in error && error.code === '53300'
      if (!isFull) throw error // no connection left over is an answer
    } finally {
      clearTimeout(timer)
      sql.end({ timeout: 0 }).catch(() => {})
    }
  })
}

/** Keeps count of answers nobody waits for, so that closing can. */
export function leaveOut(answer: Promise<unknown>): void {
  const { pending } = current()
  pending.add(answer)
  const gone = () => pending.delete(answer)
  answer.then(gone, gone)
}

/** Ends all connections once everything that is still out has come back. Waits at most 5 seconds for that. */
export async function closeDatabase(): Promise<void> {
  const open = held.__musterDatabase
  if (!open) return
  held.__musterDatabase = undefined
  const patience = new Promise((resolve) => setTimeout(resolve, 5000).unref())
  await Promise.race([Promise.allSettled(open.pending), patience])
  await Promise.all([open.client.end({ timeout: 1 }), open.pool.end()])
}
