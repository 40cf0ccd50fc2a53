import 'server-only'
import { command } from '@/lib/command'
import { MarkNotificationsReadInput, MarkNotificationUnreadInput } from './schemas'

/** Marks one notification of the caller as read, or all of them. Those of others are not found, and nothing happens to them. */
export const markNotificationsRead = command({
  name: 'markNotificationsRead',
  permission: 'notification.view',
  input: MarkNotificationsReadInput,
  async run({ sql, input, person }) {
    const marked = await sql`
      update notifications set read_at = now()
       where user_id = ${person.id}::uuid and read_at is null
         and (${input.notificationId ?? null}::uuid is null or id = ${input.notificationId ?? null}::uuid)`
    return { result: { count: marked.count }, audit: [] }
  },
})

/** Marks one notification of the caller as unread again. One of somebody else's is not found, and nothing happens to it. */
export const markNotificationUnread = command({
  name: 'markNotificationUnread',
  permission: 'notification.view',
  input: MarkNotificationUnreadInput,
  async run({ sql, input, person }) {
    const marked = await sql`
      update notifications set read_at = null
       where user_id = ${person.id}::uuid and read_at is not null and id = ${input.notificationId}::uuid`
    return { result: { count: marked.count }, audit: [] }
  },
})
