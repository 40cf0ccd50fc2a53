import 'server-only'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { notifications } from '@/db/schema'
import { boundedCount, COUNT_BOUND, keyset, pageOf, readCursor } from '@/lib/paging'
import { query } from '@/lib/query'
import { NotificationsSearch } from './schemas'
import { sentenceOf } from './sentences'
import { type ToldInvitation, toldInvitations } from './told-invitations'
import { type ToldShare, toldShares } from './told-shares'

export type NotificationRow = {
  id: string
  kind: string
  text: string
  href: string | null
  createdAt: Date
  isRead: boolean
  /** The invitation to the reader that it tells of, and what became of it. */
  invitation: ToldInvitation | null
  /** The app shared with the reader that it tells of, and what became of that. */
  share: ToldShare | null
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
    const [rows, total, unreadCount] = await Promise.all([
      orm
        .select(columns)
        .from(notifications)
        .where(and(input.show === 'unread' ? unread : own, order.where))
        .orderBy(...order.orderBy)
        .limit(input.size + 1),
      counted(own),
      counted(unread),
    ])
    const page = pageOf(rows, input.size, order.cursor, (row) => [row.createdKey, row.id])
    const [invitations, shares] = await Promise.all([
      toldInvitations(connection, person, page.rows),
      toldShares(connection, page.rows),
    ])
    return {
      ...page,
      rows: page.rows.map((row) => shown(row, invitations.get(row.id) ?? null, shares.get(row.id) ?? null)),
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

function shown(
  { id, kind, detail, createdAt, readAt }: Fetched,
  invitation: ToldInvitation | null,
  share: ToldShare | null,
): NotificationRow {
  return { id, kind, ...sentenceOf(kind, detail), createdAt, isRead: readAt !== null, invitation, share }
}
