import 'server-only'
import { cursorOf, pageOf } from '@/lib/paging'
import { scopesBriefly } from '@/lib/permissions/scope-words'
import type { QueryContext } from '@/lib/query'
import type { CollaborationsSearch } from './schemas'

/** Somebody who is no member and reaches an app of the organization. */
export type OutsideCollaborator = {
  id: string
  userId: string
  name: string
  email: string
  picture: string | null
  app: string
  href: string
  scopes: string[]
  /** The same in few words. */
  says: string
  since: Date
  until: Date | null
  by: string | null
}

type Row = {
  id: string
  key: string
  user_id: string
  name: string
  email: string
  picture: string | null
  app: string
  app_handle: string
  scopes: string[]
  since: string
  until: string | null
  by: string | null
}

/** Who from outside reaches apps of the entered organization as a collaborator, the latest grant first. */
export async function outsideCollaborators({ sql, account, input }: QueryContext<CollaborationsSearch>) {
  const cursor = cursorOf(input.cursor, ['instant', 'uuid'])
  const [at, id] = cursor?.values ?? []
  const rows = await sql<Row[]>`
    select * from outside_collaborators(${input.q ?? null}, ${at ?? null}::text::timestamptz, ${id ?? null}::uuid,
                                        ${cursor?.toward === 'before'}, ${input.size + 1})`
  const page = pageOf(rows, input.size, cursor, (row) => [row.key, row.id])
  return {
    account: account.handle,
    organization: account.name,
    ...page,
    rows: page.rows.map((row) => shown(row, account.handle)),
    search: input,
  }
}
export type ListedOutside = Awaited<ReturnType<typeof outsideCollaborators>>

function shown(
  { user_id: userId, app_handle, since, until, key: _key, ...row }: Row,
  account: string,
): OutsideCollaborator {
  return {
    ...row,
    userId,
    href: `/${account}/apps/${app_handle}`,
    says: scopesBriefly(row.scopes),
    since: new Date(since),
    until: until === null ? null : new Date(until),
  }
}
