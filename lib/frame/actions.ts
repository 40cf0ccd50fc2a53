'use server'

import { currentCaller } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { listNotifications } from '@/lib/notifications/queries'

const LATEST = 10

/** What the bell shows when it is opened; null where it cannot be told. `account` is the viewer's own. */
export async function latestNotificationsAction(account: string) {
  if (typeof account !== 'string') return null // arguments of an action can be forged
  try {
    const { rows, unread } = await listNotifications(await currentCaller(), account, { size: 25 })
    return { rows: rows.slice(0, LATEST), unread: unread.count }
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
