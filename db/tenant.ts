import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { PendingQuery, Row } from 'postgres'
import { type Connection, database, leaveOut } from './client'

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

async function reserve(): Promise<Transaction> {
  const sql = await database().reserve()
  const bare = sql as Connection & { options: unknown }
  bare.options ??= database().options // drizzle finds the parsers there
  return { sql, orm: drizzle(sql) } // without the schema, which it would read through on every request
}

/** Releases only after the last answer: an unread one would reach the next borrower. */
function end(tx: Transaction, statement: 'commit' | 'rollback'): Promise<unknown> {
  return Promise.resolve(tx.sql.unsafe(statement)).finally(() => tx.sql.release())
}

/**
 * Reads. BEGIN and entering travel in one round trip, `work` follows, COMMIT is sent without making the caller wait.
 * Whatever entering or `work` throws is thrown after a rollback.
 */
export async function reading<E, T>(
  entering: Entering<E>,
  work: (tx: Transaction, entered: E) => Promise<T>,
): Promise<T> {
  const tx = await reserve()
  try {
    const begun = settled(tx.sql.unsafe('begin read only').execute())
    const entered = await settled(entering(tx.sql))
    const error = (await begun).error ?? entered.error
    if (error) throw error
    const value = await work(tx, entered.value as E) // no error above, so there is a value
    leaveOut(end(tx, 'commit'))
    return value
  } catch (error) {
    leaveOut(end(tx, 'rollback').catch(() => {})) // the error that brought us here is the one to tell
    throw error
  }
}

/**
 * Enters and leaves again at once, for those who need only the facts. Without BEGIN and COMMIT every statement is a transaction of
 * its own, so what one has entered is gone before the next.
 */
export function glancing<E>(entering: Entering<E>): PromiseLike<E> {
  return entering(database() as Connection) // the pool lacks only `release`, which belongs to whoever reserved
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
  const tx = await reserve()
  let outcome: { result: T; closing: Closing }
  try {
    const begun = settled(tx.sql.unsafe('begin').execute())
    const entered = await settled(entering(tx.sql))
    const error = (await begun).error ?? entered.error
    if (error) throw error
    outcome = await work(tx, entered.value as E) // no error above, so there is a value
  } catch (error) {
    await end(tx, 'rollback').catch(() => {}) // the error that brought us here is the one to tell
    throw error
  }
  // A statement that fails here turns COMMIT into a rollback, so its error is the truth of the matter.
  const closing = Promise.all(outcome.closing.map((statement) => settled(statement.execute())))
  const committed = await settled(end(tx, 'commit'))
  const failed = (await closing).find((answer) => answer.error)
  if (failed?.error ?? committed.error) throw failed?.error ?? committed.error
  return outcome.result
}
