import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { PendingQuery, Row } from 'postgres'
import { type Connection, leaveOut, TRANSACTIONS_AT_ONCE } from './client'
import { inTime, type Lease, lease } from './lease'
import { DatabaseAway, lossIn } from './outage'

export type Orm = PostgresJsDatabase

/** One transaction on one connection: drizzle over it, and the bare connection for statements written in SQL. */
export type Transaction = { orm: Orm; sql: Connection }

/** Says who enters what; its answer is the first thing the transaction learns. Sent together with BEGIN. */
export type Entering<E> = (sql: Connection) => PromiseLike<E>

type Settled<T> = { value: T; error?: undefined } | { value?: undefined; error: unknown }
const settled = <T>(promise: PromiseLike<T>): Promise<Settled<T>> =>
  Promise.resolve(promise).then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error ?? new Error('the statement failed without an error') }),
  )

async function take(): Promise<Transaction & { held: Lease }> {
  const held = await lease()
  return { held, sql: held.sql, orm: drizzle(held.sql) } // without the schema, which it would read through on every request
}

/** Releases only after the last answer: an unread one would reach the next borrower. */
function end(
  { sql, held }: { sql: Connection; held: Lease },
  statement: 'commit' | 'rollback',
): Promise<unknown> {
  return Promise.resolve(sql.unsafe(statement)).finally(() => held.end())
}

/** Before COMMIT was sent, a connection that breaks takes everything back. */
const undone = (error: unknown) => (lossIn(error) ? new DatabaseAway('nothing', error) : error)

/** As many connections as may turn out to be broken one after the other, and a new one. */
const ATTEMPTS = TRANSACTIONS_AT_ONCE + 1

/** One snapshot for all that is read: whoever is let in sees what there was at that moment, never the half of what they lose meanwhile. */
const READ = 'begin isolation level repeatable read read only'

/**
 * BEGIN and entering, in one round trip. A connection that turns out to be broken, as all of a pool do after a restart of the
 * database, is replaced by another: nothing has happened over it yet.
 */
async function begin<E>(statement: 'begin' | typeof READ, entering: Entering<E>) {
  for (let attempt = 1; ; attempt++) {
    const tx = await take()
    const begun = settled(tx.sql.unsafe(statement).execute())
    const entered = await inTime(settled(entering(tx.sql))).catch((error: unknown) => ({ error }))
    const error = entered.error ?? (await begun).error
    if (!error) return { tx, entered: (entered as { value: E }).value } // no error, so there is a value
    leaveOut(end(tx, 'rollback').catch(() => {})) // the error that brought us here is the one to tell
    if (!lossIn(error) || error instanceof DatabaseAway || attempt === ATTEMPTS) throw undone(error)
  }
}

/**
 * Reads. BEGIN and entering travel in one round trip, `work` follows, COMMIT is sent without making the caller wait.
 * Whatever entering or `work` throws is thrown after a rollback.
 */
export async function reading<E, T>(
  entering: Entering<E>,
  work: (tx: Transaction, entered: E) => Promise<T>,
): Promise<T> {
  const { tx, entered } = await begin(READ, entering)
  try {
    const value = await work(tx, entered)
    leaveOut(end(tx, 'commit').catch(() => {})) // what was read stays read
    return value
  } catch (error) {
    leaveOut(end(tx, 'rollback').catch(() => {})) // the error that brought us here is the one to tell
    throw undone(error)
  }
}

/**
 * Enters and leaves again at once, for those who need only the facts. Without BEGIN and COMMIT every statement is a transaction of
 * its own, so what one has entered is gone before the next.
 */
export async function glancing<E>(entering: Entering<E>): Promise<E> {
  for (let attempt = 1; ; attempt++) {
    const held = await lease()
    const answer = settled(entering(held.sql))
    leaveOut(answer.then(() => held.end()))
    const { value, error } = await inTime(answer)
    if (!error) return value as E // no error, so there is a value
    if (!lossIn(error) || attempt === ATTEMPTS) throw undone(error)
  }
}

/** Statements in SQL, not of drizzle: those are sent some ticks later, which would be after COMMIT. */
export type Closing = PendingQuery<Row[]>[]

/**
 * Writes. `work` gives its result and the statements that close the change (history, jobs, notices); they travel together
 * with COMMIT, and nobody is told before COMMIT has answered. Anything that fails takes everything back.
 */
export async function writing<E, T>(
  entering: Entering<E>,
  work: (tx: Transaction, entered: E) => Promise<{ result: T; closing: Closing }>,
): Promise<T> {
  const { tx, entered } = await begin('begin', entering)
  let outcome: { result: T; closing: Closing }
  try {
    outcome = await work(tx, entered)
  } catch (error) {
    const takenBack = end(tx, 'rollback').catch(() => {}) // the error that brought us here is the one to tell
    if (lossIn(error)) leaveOut(takenBack)
    else await takenBack
    throw undone(error)
  }
  // A statement that fails here turns COMMIT into a rollback, so its error is the truth of the matter.
  const closing = Promise.all(outcome.closing.map((statement) => settled(statement.execute())))
  const committed = await settled(end(tx, 'commit'))
  const failed = (await closing).find((answer) => answer.error)
  const error = failed?.error ?? committed.error
  if (!error) return outcome.result
  const loss = lossIn(committed.error)
  throw loss instanceof DatabaseAway || !loss ? error : new DatabaseAway('unknown', error)
}
