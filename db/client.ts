import postgres from 'postgres'

export type Client = postgres.Sql
export type Connection = postgres.ReservedSql

type Held = { client: Client; url: string; pending: Set<Promise<unknown>> }
// Module state exists several times under Next (page, route handler, instrumentation): the pool is held once a process.
const held = globalThis as typeof globalThis & { __musterDatabase?: Held }

const POOL_SIZE = 10

function open(): Held {
  const url = process.env.APP_DATABASE_URL
  if (!url)
    throw new Error(
      'APP_DATABASE_URL is not set: start with `npm start`, `npm run dev` or `npm test`, which set it.',
    )
  const client = postgres(url, {
    max: POOL_SIZE,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: 'muster' },
  })
  return { client, url, pending: new Set() }
}

function current(): Held {
  held.__musterDatabase ??= open()
  return held.__musterDatabase
}

/** The pool of the app role, which sees no tenant until one is entered (`db/tenant.ts`). */
export const database = (): Client => current().client

/** Keeps count of answers nobody waits for, so that closing can. */
export function leaveOut(answer: Promise<unknown>): void {
  const { pending } = current()
  pending.add(answer)
  const gone = () => pending.delete(answer)
  answer.then(gone, gone)
}

/** Ends the pool once everything that is still out has come back. Waits at most 5 seconds for the rest. */
export async function closeDatabase(): Promise<void> {
  const open = held.__musterDatabase
  if (!open) return
  held.__musterDatabase = undefined
  await Promise.allSettled(open.pending)
  await open.client.end({ timeout: 5 })
}
