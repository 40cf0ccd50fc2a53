'use server'

import { action } from '@/lib/action'
import { markNotificationsRead, markNotificationUnread } from './commands'

export const markNotificationsReadAction = action(markNotificationsRead)
export const markNotificationUnreadAction = action(markNotificationUnread)
