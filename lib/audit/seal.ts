import 'server-only'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'
import { log } from '@/lib/log'
import { type CheckpointKey, checkpointKey } from './checkpoint-key'

const PAUSE_MS = 2_000
/** What `worker_seal_audit` takes at once. */
const ACCOUNTS_A_ROUND = 20

type Head = { org_id: string; seq: string; hash: Buffer; sealed: number; has_more: boolean }

/**
 * One round: seals what waits, some of each of some accounts, and signs where their chains stand, in one transaction. Gives how many
 * entries it sealed and whether more wait. Two rounds at once skip each other's accounts.
 */
export function sealAudit(
  sql: WorkerDatabase,
  key: CheckpointKey,
): Promise<{ sealed: number; hasMore: boolean }> {
  return sql.begin(async (tx) => {
    const heads = await tx<Head[]>`select * from worker_seal_audit()`
    const sealedAt = new Date()
    for (const { org_id: orgId, seq, hash, sealed } of heads) {
      if (sealed === 0) continue // its notes were of entries that are sealed, or gone
      const signature = key.sign({ orgId, seq: Number(seq), hash, sealedAt })
      await tx`select worker_keep_checkpoint(${orgId}::uuid, ${seq}::bigint, ${hash}, ${sealedAt}, ${key.id}, ${signature})`
    }
    return {
      sealed: heads.reduce((sum, { sealed }) => sum + sealed, 0),
      hasMore: heads.length >= ACCOUNTS_A_ROUND || heads.some(({ has_more }) => has_more),
    }
  })
}

/**
 * Seals the history for as long as a worker lives, a few seconds behind it. Not a job of the queue: a job that every change asks for
 * under one key would make changes wait for each other, which the chain must not.
 */
export function startSealing(
  sql: WorkerDatabase,
  appSecret: string,
  pauseMs = PAUSE_MS,
): { stop(): Promise<void> } {
  const key = checkpointKey(appSecret)
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  const round = async () => {
    let hasMore = false
    try {
      ;({ hasMore } = await sealAudit(sql, key))
    } catch (error) {
      log.warn({ err: error }, 'the history could not be sealed: it waits for the next round')
    }
    if (!isStopping) timer = setTimeout(run, hasMore ? 0 : pauseMs)
  }
  let running = Promise.resolve()
  const run = () => {
    running = round()
  }
  run()
  return {
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await running
    },
  }
}
