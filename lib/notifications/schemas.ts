import { z } from 'zod'
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from '@/lib/page-sizes'
import { isStorable } from '@/lib/storable'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The address of a list of notifications. What does not fit falls back to the first page of all of them. */
export const NotificationsSearch = z.object({
  show: z.preprocess(one, z.enum(['all', 'unread']).catch('all')),
  size: z.preprocess(
    (value) => Number(one(value)),
    z.union(PAGE_SIZES.map((n) => z.literal(n))).catch(DEFAULT_PAGE_SIZE),
  ),
  cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
})
export type NotificationsSearch = z.output<typeof NotificationsSearch>

/** Which to mark: one, or without an id all of them. */
export const MarkNotificationsReadInput = z.object({ notificationId: z.uuid().optional() })

/** Which to mark as unread again. */
export const MarkNotificationUnreadInput = z.object({ notificationId: z.uuid() })
