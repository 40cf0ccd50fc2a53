import 'server-only'
import { z } from 'zod'
import { writing } from '@/db/tenant'
import type { Caller } from '@/lib/actor'
import { requirePerson } from '@/lib/auth/caller'
import { conflict, notFound } from '@/lib/errors'
import { log } from '@/lib/log'
import { attempt, parse } from '@/lib/operation'
import { words } from '@/messages/words'
import { isMailConfigured } from './queries'

/** Without `mailId`: all that was kept or failed in the last 30 days. */
export const SendUnsentMailsInput = z.object({ mailId: z.uuid().optional() })

/**
 * Puts unsent mails into the queue again, written anew as they go out, and gives how many. For the operator; throws
 * `unauthenticated`, `not_found` for everybody else, and `conflict` where no mail server is set up.
 */
export function sendUnsentMails(
  caller: Caller,
  raw: z.input<typeof SendUnsentMailsInput>,
): Promise<{ count: number }> {
  return attempt(caller, 'sendUnsentMails', '', async () => {
    const { userId, sessionId } = requirePerson(caller)
    const { mailId = null } = parse(SendUnsentMailsInput, raw)
    const count = await writing(
      (sql) => sql<{ count: number | null }[]>`
        select operator_send_mails(${userId}::uuid, ${sessionId}::uuid, ${mailId}::uuid) as count`,
      async (_tx, [row]) => {
        if (row === undefined || row.count === null) throw notFound()
        if (!isMailConfigured()) throw conflict(words('operator.unsentMails.setMailUpFirst'))
        return { result: row.count, closing: [] }
      },
    )
    log.info({ count, mailId, userId, requestId: caller.origin.requestId }, 'the operator sends unsent mails')
    return { count }
  })
}
