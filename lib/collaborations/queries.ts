import 'server-only'
import { notFound } from '@/lib/errors'
import { cursorOf, pageOf } from '@/lib/paging'
import { scopesBriefly } from '@/lib/permissions/scope-words'
import { type QueryContext, query } from '@/lib/query'
import { openSharesOf } from './mine'
import { outsideCollaborators } from './outside'
import { CollaborationsSearch, LeaveAppInput } from './schemas'

/** An app of others that somebody collaborates on. */
export type Collaboration = {
  id: string
  app: string
  appHandle: string
  ownerHandle: string
  href: string
  /** Whose it is. */
  owner: string
  ownerKind: 'user' | 'organization'
  scopes: string[]
  /** The same in few words. */
  says: string
  since: Date
  until: Date | null
  /** Who gave it. */
  by: string | null
}

type Row = {
  id: string
  key: string
  app: string
  app_handle: string
  account: string
  owner: string
  owner_kind: 'user' | 'organization'
  scopes: string[]
  since: string
  until: string | null
  by: string | null
}

/**
 * In one's own account the apps of others that one collaborates on, and the offers that wait for an answer; in an organization who from outside
 * reaches its apps, for its Admins.
 */
export const listCollaborations = query({
  name: 'listCollaborations',
  permission: 'collaboration.view',
  input: CollaborationsSearch,
  async run(context) {
    return context.account.kind === 'user'
      ? { kind: 'user' as const, list: await ownCollaborations(context) }
      : { kind: 'organization' as const, list: await outsideCollaborators(context) }
  },
})

async function ownCollaborations({ sql, account, input, person }: QueryContext<CollaborationsSearch>) {
  const cursor = cursorOf(input.cursor, ['text', 'uuid'])
  const isUp = (input.dir === 'asc') !== (cursor?.toward === 'before')
  const [key, id] = cursor?.values ?? []
  const rows = await sql<Row[]>`
    select * from my_collaborations(null, ${input.q ?? null}, ${input.sort}, ${isUp}, ${key ?? null}, ${id ?? null}::uuid, ${input.size + 1})`
  const page = pageOf(rows, input.size, cursor, (row) => [row.key, row.id])
  return {
    account: account.handle,
    ...page,
    rows: page.rows.map(shown),
    open: await openSharesOf(sql, person),
    search: input,
  }
}
export type ListedCollaborations = Awaited<ReturnType<typeof ownCollaborations>>

/** One of one's own collaborations. Throws `not_found`. */
export const getCollaboration = query({
  name: 'getCollaboration',
  permission: 'collaboration.view',
  input: LeaveAppInput,
  async run({ sql, account, input }) {
    const [row] = await sql<Row[]>`
      select * from my_collaborations(${input.collaborationId}::uuid, null, 'app', true, null, null, 1)`
    if (account.kind !== 'user' || !row) throw notFound('collaboration')
    return { account: account.handle, ...shown(row) }
  },
})

function shown({ app_handle, account, owner_kind, since, until, key: _key, ...row }: Row): Collaboration {
  return {
    ...row,
    appHandle: app_handle,
    ownerHandle: account,
    href: `/${account}/apps/${app_handle}`,
    ownerKind: owner_kind,
    says: scopesBriefly(row.scopes),
    since: new Date(since),
    until: until === null ? null : new Date(until),
  }
}
