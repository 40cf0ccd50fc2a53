import { readFileSync } from 'node:fs'
import type { APIRequestContext } from '@playwright/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { sessionCookie } from '@/lib/auth/session-token'
import type { Fields } from './surface'
import { baseURL, sealedCookie } from './world'

/** Requests as a browser makes them, without one: for the tests that try every route and every action as everybody. */

type ActionManifest = {
  node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }>
}
const manifest = <T>(file: string): T => JSON.parse(readFileSync(`.next/${file}`, 'utf8')) as T // written by the build

/** Every route of the build. */
export const routes = (): string[] => [
  ...new Set(Object.values(manifest<Record<string, string>>('app-path-routes-manifest.json'))),
]

/** Every server action of the build. */
export const actions = () =>
  Object.entries(manifest<ActionManifest>('server/server-reference-manifest.json').node).map(
    ([id, action]) => ({ id, ...action }),
  )
export type Action = ReturnType<typeof actions>[number]

/** The headers that sign `who` in; none for nobody. */
export async function headersOf(who: Persona | null): Promise<Fields> {
  return who ? { Cookie: `${sessionCookie()}=${await sealedCookie(who)}` } : {}
}

/** Sends the fields of a form to an action, from a page of `where` on which it exists. */
export async function submit(
  request: APIRequestContext,
  action: Action,
  who: Persona | null,
  where: Pick<Place, 'account'>,
  fields: Fields,
) {
  return request.post(addressOf(Object.keys(action.workers)[0] ?? '', where), {
    headers: {
      ...(await headersOf(who)),
      'Next-Action': action.id,
      Accept: 'text/x-component',
      Origin: baseURL,
    },
    multipart: asArguments(fields),
    maxRedirects: 0,
    maxRetries: 2, // a connection that was kept open may close as it is used again
  })
}

/** How a form's state and fields travel to an action: the arguments `[{status}, form]`, after the fields that they point to. */
function asArguments(fields: Fields): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value)
  body.append('0', JSON.stringify([{ status: 'idle' }, '$K1']))
  return body
}

function addressOf(page: string, { account }: Pick<Place, 'account'>): string {
  const path = page
    .replace(/^app/, '')
    .replace(/\/\([^)]*\)/g, '')
    .replace(/\/page$/, '')
  return path.replace('[account]', account).replace(/\[[^\]]*\]/g, 'none') || '/'
}

/** All rows of the organization, in every table of a tenant. What was refused is written down and sealed, so those tables may grow. */
export async function everythingOf({ id, admin }: Place) {
  const sql = ownerSql()
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'refused_attempts' and c.relname !~ '^audit_(seals|chains|checkpoints|waiting)$' order by 1`
  const rows = tables.map(async ({ name }) => [
    name,
    await sql`select to_jsonb(t) as row from ${sql(name)} t where org_id = ${id} order by 1`,
  ])
  const person = sql`select revoked_at, password_hash, username, first_name, last_name, picture, deleted_at,
           (select jsonb_agg(e.email order by e.id) from user_emails e where e.user_id = u.id) as addresses from sessions s join users u on u.id = s.user_id where u.id = ${admin.id}`
  return Object.fromEntries(await Promise.all([...rows, Promise.all(['person', person])]))
}
