import { type Client, type Connection, connections, lookForDatabase } from './client'
import { DatabaseAway, isDatabaseAway, lossIn } from './outage'
import type { Member } from './pool'

/** A connection for one transaction. Once it has broken, nothing is sent over it any more. */
export type Lease = {
  readonly sql: Connection
  /** Back to the pool. */
  end(): void
}

/** How long somebody waits for a connection, and for the first answer over it, before it is said that the database is away. */
const PATIENCE_MS = 8000

/** Throws DatabaseAway where the database is known to be away, or no connection comes free in time. */
export async function lease(): Promise<Lease> {
  if (isDatabaseAway()) throw new DatabaseAway('nothing')
  const pool = connections()
  const taking = pool.take()
  let member: Member
  try {
    member = await inTime(taking)
  } catch (error) {
    taking.then((late) => pool.giveBack(late, false))
    throw error
  }
  const state: State = { isBroken: false, out: new Set() }
  member.onEnd = () => {
    state.isBroken = true
    // The driver forgets those that it wrote to a socket on its way out, and would send those that wait over its next connection,
    // outside of any transaction.
    for (const query of state.out) {
      query.cancelled = true
      query.reject(ended())
    }
  }
  let hasEnded = false
  return {
    sql: guarded(member.client, state),
    end: () => {
      if (!hasEnded) pool.giveBack(member, state.isBroken)
      hasEnded = true
    },
  }
}

/** What `work` gives, or DatabaseAway where it takes longer than anybody would wait. */
export async function inTime<T>(work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      lookForDatabase()
      reject(new DatabaseAway('nothing'))
    }, PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

type State = { isBroken: boolean; out: Set<Sent> }
/** The driver's Query: a promise that hands itself to its handler when it is waited for. */
type Sent = Promise<unknown> & {
  handler: (query: Sent) => void
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  cancelled: unknown
}

const ended = () => Object.assign(new Error('the connection has ended'), { code: 'CONNECTION_CLOSED' })

/** After a loss the driver would connect anew and go on with the next statement as if BEGIN had been said: it is not let. */
function guarded(client: Client, state: State): Connection {
  const watched = <Q>(made: Q): Q => {
    if (!(made instanceof Promise)) return made
    const query = made as unknown as Sent // all that the client makes and that is a promise is one
    const { handler, resolve, reject } = query
    query.handler = (one) => {
      if (state.isBroken) return query.reject(new DatabaseAway('nothing'))
      state.out.add(query)
      handler(one)
    }
    query.resolve = (value) => {
      state.out.delete(query)
      resolve(value)
    }
    query.reject = (error) => {
      state.out.delete(query)
      if (lossIn(error)) state.isBroken = true // at once: that the connection has ended is told a moment later
      reject(error)
    }
    return made
  }
  const proxy = new Proxy(client, {
    apply: (target, self, args) => watched(Reflect.apply(target, self, args)),
    get: (target, name, self) =>
      name === 'unsafe'
        ? (...args: Parameters<Client['unsafe']>) => watched(target.unsafe(...args))
        : Reflect.get(target, name, self),
  })
  return proxy as unknown as Connection // it lacks only `release`, which is `end` of the lease
}
