import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { id, instant } from './columns'

/** What the bell shows a person. Belongs to the person, whatever organization it speaks of. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    orgId: uuid('org_id'),
    kind: text('kind').notNull(),
    subjectId: uuid('subject_id'),
    detail: jsonb('detail').$type<Record<string, string>>().notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    readAt: instant('read_at'),
  },
  (t) => [
    index('notifications_of_user').on(t.userId, t.createdAt, t.id),
    index('notifications_unread').on(t.userId).where(sql`${t.readAt} is null`),
    index('notifications_subject').on(t.subjectId),
  ],
)
