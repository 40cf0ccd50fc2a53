import { createHash, createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const APP = 'muster_app'
const WORKER = 'muster_worker'

/**
 * The two roles that the portal works as: neither owns a table nor passes row-level security. Their passwords derive
 * from the application's secret, so nothing has to be kept or typed.
 *
 * @param {{appSecret: string, appUrl?: string, workerUrl?: string}} options a role with a URL of its own is the
 *   administrator's affair
 */
export function databaseRoles({ appSecret, appUrl, workerUrl }) {
  const derived = (name) => ({
    name,
    password: createHmac('sha256', appSecret).update(name).digest('base64url'),
  })
  const app = derived(APP)
  const worker = derived(WORKER)
  const ours = [...(appUrl ? [] : [app]), ...(workerUrl ? [] : [worker])]
  return {
    app,
    worker,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([app, worker, appUrl, workerUrl]))
      .digest('hex'),
    create: async (sql) => {
      for (const role of ours) await createRole(sql, role)
    },
  }
}

/** @param {string} url @param {{name: string, password: string}} role */
export function withPassword(url, role) {
  const result = new URL(url)
  result.username = role.name
  result.password = role.password
  return result.href
}

/** The role that an address signs in as. @param {string} url */
export function signInOf(url) {
  const { username, password } = new URL(url)
  return { name: username, password }
}

/**
 * @param {import('postgres').Sql} sql signed in as the app or the worker
 * @throws where the database could not hold this role back: a superuser, one that passes row security or owns a table
 */
export async function refusePowerful(sql) {
  const [row] = await sql`
    select r.rolname as name, r.rolsuper or r.rolbypassrls as "isAbove",
           exists (select 1 from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as "isOwner"
      from pg_roles r where r.rolname = current_user`
  if (!row?.isAbove && !row?.isOwner) return
  const why = row.isAbove ? 'is a superuser or bypasses row-level security' : 'owns tables'
  throw new Error(
    `The portal must not work as the database role ${row.name}, which ${why}. Use another role.`,
  )
}

/** Roles belong to the whole server, advisory locks to one database: another portal may be at the same row. */
async function createRole(sql, { name, password }) {
  for (let attempt = 0; ; attempt++) {
    try {
      const [existing] = await sql`select 1 from pg_roles where rolname = ${name}`
      await sql.unsafe(`${existing ? 'alter' : 'create'} role ${name} login password '${password}'`)
      return
    } catch (error) {
      if (error.code === '42501') throw new Error(notAllowed(name), { cause: error })
      const isRace =
        error.code === '42710' || error.code === '23505' || /concurrently updated/.test(error.message)
      if (!isRace || attempt === 20) throw error
      await sleep(50)
    }
  }
}

const notAllowed = (name) =>
  `The owner in DATABASE_URL may not create or change the role ${name}. Give it CREATEROLE, or create ${APP} and ` +
  `${WORKER} yourself (login, not superuser, not bypassrls) and set APP_DATABASE_URL and WORKER_DATABASE_URL.`
