import 'server-only'
import type { Connection } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { command } from '@/lib/command'
import { conflict, notFound, unauthenticated } from '@/lib/errors'
import { enteredAsOneself, type Oneself } from '@/lib/permissions/as-oneself'
import type { Entered } from '@/lib/permissions/facts'
import { words } from '@/messages/words'
import { LeaveAppInput } from './schemas'

type Left = {
  outcome: 'done' | 'already' | 'ended' | 'unknown' | 'unauthenticated'
  scopes: string[]
  orgId: string
  /** Who gave it. */
  by: string | null
  app: string
  appHandle: string
  handle: string
  person: Oneself
}

/**
 * Leaves an app that was shared with the caller: the grant ends, the token with it, and what they offered of it to others. Saying it twice is
 * no error. The account argument is not used. Throws `not_found`, `conflict` where it has ended otherwise.
 */
export const leaveApp = command({
  name: 'leaveApp',
  permission: 'collaboration.leave',
  input: LeaveAppInput,
  enter: (sql, actor, _account, input, change) => leave(sql, actor, input.collaborationId, change),
  async run({ left, person }) {
    const { app, orgId, appHandle, handle, by, scopes } = left
    const result = { app, username: person.username }
    if (left.outcome === 'already') return { result, audit: [] }
    const name = `${person.firstName} ${person.lastName}`
    const notice = { orgId, kind: 'collaborator.left' as const, subjectId: null }
    return {
      result,
      audit: [
        {
          event: 'collaborator.left',
          target: { kind: 'collaborator', id: person.id, name },
          before: { app, scopes },
        },
      ],
      notices:
        by && by !== person.id
          ? [{ ...notice, userId: by, detail: { by: name, app, handle, appHandle } }]
          : [],
    }
  },
})

async function leave(
  sql: Connection,
  actor: Actor,
  id: string,
  change: string,
): Promise<Entered & { left: Left }> {
  if (actor.kind !== 'person') throw unauthenticated()
  const [{ left }] = await sql<[{ left: Left }]>`
    select leave_app(${actor.userId}::uuid, ${actor.sessionId}::uuid, ${id}::uuid, ${change}::uuid) as left`
  if (left.outcome === 'unauthenticated') throw unauthenticated()
  if (left.outcome === 'unknown') throw notFound('collaboration')
  if (left.outcome === 'ended') throw conflict(words('collaborations.leave.ended', { app: left.app }))
  return { ...enteredAsOneself(actor, left.person), left }
}
