import 'server-only'
import { and, eq, gt, lte, type SQL, sql } from 'drizzle-orm'
import { invitations } from '@/db/schema'
import { boundedCount, COUNT_BOUND, keyset, pageOf, readCursor } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { type QueryContext, query } from '@/lib/query'
import { InvitationsSearch } from './schemas'

export { type FoundInvitation, findInvitation } from './find'
export { listMyInvitations, type MyInvitation } from './mine'

export type InvitationRow = {
  id: string
  email: string
  role: Role
  /** The teams that accepting joins, by name, those that are gone left out. */
  teams: string[]
  inviterName: string
  createdAt: Date
  /** When the mail was last asked for. */
  sentAt: Date
  expiresAt: Date
  isExpired: boolean
  /** What became of the last mail; `kept` where no mail server is set up: copy the link instead. */
  mail: 'waiting' | 'sent' | 'failed' | 'kept'
  can: { resend: boolean; copyLink: boolean; revoke: boolean; renew: boolean }
}

type Context = QueryContext<InvitationsSearch>

/** The open invitations of an organization, expired ones too until they are deleted: one page of them in keyset order. */
export const listInvitations = query({
  name: 'listInvitations',
  permission: 'invitation.view',
  input: InvitationsSearch,
  async run(context) {
    const { orm, input, access, account } = context
    const order = keyset([...SORTS[input.sort]], input.dir, readCursor(input.cursor))
    const open = and(eq(invitations.orgId, account.id), eq(invitations.state, 'pending'))
    const wanted = and(open, ...filtered(input))
    const isNarrowed = Boolean(input.q || input.role || input.status)
    const [rows, total, matching] = await Promise.all([
      orm
        .select(columns)
        .from(invitations)
        .where(and(wanted, order.where))
        .orderBy(...order.orderBy)
        .limit(input.size + 1),
      bounded(context, open),
      isNarrowed ? bounded(context, wanted) : null,
    ])
    const page = pageOf(rows, input.size, order.cursor, (row) => keysOf(row, input.sort))
    const mails = await mailsOf(
      context,
      page.rows.map(({ id }) => id),
    )
    const manages = can(access, 'member.manage')
    return {
      ...page,
      rows: page.rows.map((row) => shown(row, manages, mails.get(row.id))),
      total: boundedCount(total[0]?.n ?? 0),
      matching: boundedCount((matching ?? total)[0]?.n ?? 0),
      search: input,
      can: { invite: manages },
    }
  },
})

const SORTS = {
  email: [
    { column: invitations.emailNormalized, of: 'text' },
    { column: invitations.id, of: 'uuid' },
  ],
  sent: [
    { column: invitations.sentAt, of: 'instant' },
    { column: invitations.id, of: 'uuid' },
  ],
  expires: [
    { column: invitations.expiresAt, of: 'instant' },
    { column: invitations.id, of: 'uuid' },
  ],
  role: [
    { column: invitations.role, of: 'text' },
    { column: invitations.emailNormalized, of: 'text' },
    { column: invitations.id, of: 'uuid' },
  ],
} as const

// To the microsecond, which a Date has not.
const exact = (column: typeof invitations.sentAt | typeof invitations.expiresAt) =>
  sql<string>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const columns = {
  id: invitations.id,
  email: invitations.email,
  emailNormalized: invitations.emailNormalized,
  role: invitations.role,
  teams: sql<
    string[]
  >`array(select t.name from teams t where t.org_id = invitations.org_id and t.id = any(invitations.team_ids)
    and t.deleted_at is null order by t.name)`,
  inviterName: invitations.inviterName,
  createdAt: invitations.createdAt,
  sentAt: invitations.sentAt,
  sentKey: exact(invitations.sentAt),
  expiresAt: invitations.expiresAt,
  expiresKey: exact(invitations.expiresAt),
  isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
}

type Fetched = Omit<InvitationRow, 'mail' | 'can'> & {
  emailNormalized: string
  sentKey: string
  expiresKey: string
}

function keysOf(row: Fetched, sort: InvitationsSearch['sort']): string[] {
  switch (sort) {
    case 'email':
      return [row.emailNormalized, row.id]
    case 'sent':
      return [row.sentKey, row.id]
    case 'expires':
      return [row.expiresKey, row.id]
    case 'role':
      return [row.role, row.emailNormalized, row.id]
  }
}

/** A part of an address is looked for while walking in order: what is open is bounded by its expiry and the limits on inviting. */
export function filtered({ q, role, status }: InvitationsSearch): (SQL | undefined)[] {
  return [
    q ? sql`strpos(${invitations.emailNormalized}, ${q.toLowerCase()}) > 0` : undefined,
    role && eq(invitations.role, role),
    status === 'expired' ? lte(invitations.expiresAt, sql`now()`) : undefined,
    status === 'pending' ? gt(invitations.expiresAt, sql`now()`) : undefined,
  ]
}

function bounded({ orm }: Context, where: SQL | undefined) {
  return orm.select({ n: sql<number>`count(*)::int` }).from(
    orm
      .select({ one: sql`1` })
      .from(invitations)
      .where(where)
      .limit(COUNT_BOUND + 1)
      .as('c'),
  )
}

async function mailsOf({ sql: connection }: Context, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await connection<{ invitation_id: string; status: string }[]>`
    select * from invitation_mails((select array_agg(i::uuid) from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) i))`
  return new Map(rows.map((row) => [row.invitation_id, row.status]))
}

function shown(row: Fetched, manages: boolean, mail: string | undefined): InvitationRow {
  const { id, email, role, teams, inviterName, createdAt, sentAt, expiresAt, isExpired } = row
  const isOpen = manages && !isExpired
  return {
    ...{ id, email, role, teams, inviterName, createdAt, sentAt, expiresAt, isExpired },
    mail: mail === 'sent' || mail === 'failed' || mail === 'kept' ? mail : 'waiting',
    can: { resend: isOpen, copyLink: isOpen, revoke: manages, renew: manages && isExpired },
  }
}
