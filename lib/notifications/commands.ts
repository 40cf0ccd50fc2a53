import 'server-only'
import { command } from '@/lib/command'
import { MarkNotificationsReadInput } from './schemas'

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
