import postgres from 'postgres'
import { ownerSql } from '@/db/testing/world'
import { checkpointKey } from './checkpoint-key'
import { sealAudit } from './seal'

/** Seals as the worker does. Other tests share the database and seal too, so each asks for the account that it is about. */
export function openSealer() {
  const worker = postgres(process.env.WORKER_DATABASE_URL ?? '', { max: 2, onnotice: () => {} })
  const key = checkpointKey(process.env.APP_SECRET ?? '')
  return {
    worker,
    key,
    round: () => sealAudit(worker, key),
    /** Until nothing of the account waits. Whoever seals it at this moment is waited for: a round skips what they hold. */
    async sealAll(orgId: string) {
      for (;;) {
        await sealAudit(worker, key)
        const [waiting] = await ownerSql()`select 1 from audit_waiting where org_id = ${orgId} limit 1`
        if (!waiting) return
        await ownerSql()`select 1 from audit_chains where org_id = ${orgId} for update`
      }
    },
  }
}

/** Keeps everybody from sealing the account meanwhile. */
export async function unsealed<T>(orgId: string, meanwhile: () => Promise<T>): Promise<T> {
  const sql = ownerSql()
  await sql`insert into audit_chains values (${orgId}, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing`
  return (await sql.begin(async (tx) => {
    await tx`select 1 from audit_chains where org_id = ${orgId} for update`
    return meanwhile()
  })) as T
}
