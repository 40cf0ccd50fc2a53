import 'server-only'
import { database } from '@/db/client'

export type SignIn = { userId: string; sessionId: string }

/** What a bell shows: how much is unread (at most 100) and which notification is the newest. */
export type Bell = { unread: number; newest: string | null }

/** The bells of those of these sign-ins that are alive, by the id of the sign-in. One statement. */
export async function readBells(signIns: readonly SignIn[]): Promise<Map<string, Bell>> {
  const rows = await database()<(Bell & { sessionId: string })[]>`
    select session_id as "sessionId", unread, newest
      from bells(${signIns.map(({ userId }) => userId)}::uuid[], ${signIns.map(({ sessionId }) => sessionId)}::uuid[])`
  return new Map(rows.map(({ sessionId, unread, newest }) => [sessionId, { unread, newest }]))
}
