import { setTimeout as sleep } from 'node:timers/promises'
import { ownerSql } from './world'

/** Comes back once `count` transactions of this database stand in line for a lock: how a test knows that a race has begun. */
export async function untilWaiting(count: number): Promise<void> {
  for (const deadline = Date.now() + 5000; Date.now() < deadline; await sleep(1)) {
    const [row] = await ownerSql()<[{ n: number }]>`
      select count(distinct l.pid)::int as n from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where not l.granted and a.datname = current_database()`
    if (row.n >= count) return
  }
  throw new Error(`never were ${count} of them waiting`)
}
