'use server'

import { action } from '@/lib/action'
import { markNotificationsRead } from './commands'

export const markNotificationsReadAction = action(markNotificationsRead)
