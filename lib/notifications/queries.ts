import 'server-only'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { notifications } from '@/db/schema'
import { openInvitationsOf } from '@/lib/invitations/mine'
import { boundedCount, COUNT_BOUND, keyset, pageOf, readCursor } from '@/lib/paging'
import { query } from '@/lib/query'
import { NotificationsSearch } from './schemas'
import { sentenceOf } from './sentences'

export type NotificationRow = {
  id: string
  kind: string
  text: string
  href: string | null
  createdAt: Date
  isRead: boolean
  /** The invitation it tells of, while the reader can still answer it. */
  invitation: { id: string; organization: string; expiresAt: Date } | null
}

/** What the caller was told, newest first; `account` is the caller's own. */
export const listNotifications = query({
  name: 'listNotifications',
  permission: 'notification.view',
  input: NotificationsSearch,
  async run({ orm, sql: connection, input, person }) {
    const order = keyset(
      [
        { column: notifications.createdAt, of: 'instant' },
        { column: notifications.id, of: 'uuid' },
      ],
      'desc',
      readCursor(input.cursor),
    )
    const own = eq(notifications.userId, person.id)
    const unread = and(own, isNull(notifications.readAt))
    const counted = (where: SQL | undefined) =>
      orm.select({ n: sql<number>`count(*)::int` }).from(
        orm
          .select({ one: sql`1` })
          .from(notifications)
          .where(where)
          .limit(COUNT_BOUND + 1)
          .as('c'),
      )
    const [rows, total, unreadCount, open] = await Promise.all([
      orm
        .select(columns)
        .from(notifications)
        .where(and(input.show === 'unread' ? unread : own, order.where))
        .orderBy(...order.orderBy)
        .limit(input.size + 1),
      counted(own),
      counted(unread),
      openInvitationsOf(connection, person),
    ])
    const page = pageOf(rows, input.size, order.cursor, (row) => [row.createdKey, row.id])
    const openById = new Map(open.map((invitation) => [invitation.id, invitation]))
    return {
      ...page,
      rows: page.rows.map((row) => shown(row, openById.get(row.subjectId ?? ''))),
      total: boundedCount(total[0]?.n ?? 0),
      unread: boundedCount(unreadCount[0]?.n ?? 0),
      search: input,
    }
  },
})

const columns = {
  id: notifications.id,
  kind: notifications.kind,
  subjectId: notifications.subjectId,
  detail: notifications.detail,
  createdAt: notifications.createdAt,
  // To the microsecond, which a Date has not.
  createdKey: sql<string>`to_char(${notifications.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  readAt: notifications.readAt,
}

type Fetched = {
  id: string
  kind: string
  detail: Record<string, string>
  createdAt: Date
  readAt: Date | null
}
type Open = Awaited<ReturnType<typeof openInvitationsOf>>[number]

function shown({ id, kind, detail, createdAt, readAt }: Fetched, open: Open | undefined): NotificationRow {
  const isAnswerable = open !== undefined && kind === 'invitation.received'
  return {
    id,
    kind,
    ...sentenceOf(kind, detail),
    createdAt,
    isRead: readAt !== null,
    invitation: isAnswerable
      ? { id: open.id, organization: open.organization, expiresAt: open.expiresAt }
      : null,
  }
}
