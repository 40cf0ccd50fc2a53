import 'server-only'
import postgres from 'postgres'

export type WorkerDatabase = postgres.Sql

/** Connections of the worker's own role (`WORKER_DATABASE_URL`), which reaches the app's tables through `worker_*` functions only. */
export function openWorkerDatabase(url: string, max = 4): WorkerDatabase {
  return postgres(url, {
    max,
    backoff: shortBackoff,
    onnotice: () => {},
    connection: { application_name: 'muster-worker' },
  })
}

/** Seconds. The driver's own grow to 20: a database that is back would be away for the worker for that long. */
export const shortBackoff = (retries: number) => Math.min(0.05 * 2 ** retries, 0.5)

/**
 * Refuses a role that walls do not hold: a superuser, one that bypasses row security, or one that owns tables. Throws with a
 * sentence for whoever set the address.
 */
export async function refuseUnsafeRole(sql: WorkerDatabase): Promise<void> {
  const [role] = await sql<{ name: string; isSuper: boolean; bypasses: boolean; owns: boolean }[]>`
    select rolname as name, rolsuper as "isSuper", rolbypassrls as bypasses,
           exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where pg_has_role(r.oid, c.relowner, 'usage') and c.relkind in ('r', 'p') and n.nspname = 'public') as owns
      from pg_roles r where rolname = current_user`
  const why = role?.isSuper
    ? 'is a superuser'
    : role?.bypasses
      ? 'bypasses row-level security'
      : role?.owns
        ? 'owns tables'
        : null
  if (why)
    throw new Error(`The worker does not start as "${role?.name}", which ${why}: see WORKER_DATABASE_URL.`)
}
