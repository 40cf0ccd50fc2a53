import 'server-only'
import { log } from '@/lib/log'
import type { WorkerDatabase } from './worker-database'

/** Rows of each table that go in one transaction: few enough to hold no lock for long. */
const ROWS_A_STEP = 2_000

/**
 * Purges for good the organizations whose time to be restored is over, a step at a time until none is left. Ending in between harms
 * nothing: the next run goes on where this one stopped.
 */
export async function purgeOrganizations(
  sql: WorkerDatabase,
  signal?: AbortSignal,
  rowsAStep = ROWS_A_STEP,
): Promise<void> {
  while (!signal?.aborted) {
    const [row] = await sql<{ step: { organization: string; rows: number; isDone: boolean } | null }[]>`
      select worker_purge_step(${rowsAStep}) as step`
    if (!row?.step) return
    if (row.step.isDone) log.info({ organization: row.step.organization }, 'purged an organization')
  }
}

/** Purges for good the apps whose time to be restored is over, some at a time until none is left. */
export async function purgeApps(sql: WorkerDatabase, signal?: AbortSignal, appsAStep = 20): Promise<void> {
  while (!signal?.aborted) {
    const [row] = await sql<[{ gone: number }]>`select worker_purge_apps(${appsAStep}) as gone`
    if (row.gone > 0) log.info({ apps: row.gone }, 'purged apps')
    if (row.gone < appsAStep) return
  }
}
