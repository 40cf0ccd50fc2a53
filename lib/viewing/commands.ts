import 'server-only'
import { database } from '@/db/client'
import type { Caller } from '@/lib/actor'
import { command } from '@/lib/command'
import { conflict, notFound, unauthenticated } from '@/lib/errors'
import { job } from '@/lib/jobs/table'
import { words } from '@/messages/words'
import { ViewAsInput } from './schemas'

/**
 * From now on, and for half an hour at most, this sign-in sees the organization as that member does: reads only, and reaches nothing
 * else. Throws `not_found` for who is no member, `conflict` for oneself.
 */
export const viewAs = command({
  name: 'viewAs',
  permission: 'member.viewAs',
  input: ViewAsInput,
  async run({ sql, input, person, account }) {
    if (person.sessionId === null) throw unauthenticated() // it is a sign-in that views
    if (input.userId === person.id) throw conflict(words('viewing.yourself'))
    const [begun] = await sql<{ name: string; until: string }[]>`
      select name, until from begin_viewing(${person.sessionId}::uuid, ${input.userId}::uuid)`
    if (!begun) throw notFound('member')
    const until = new Date(begun.until)
    return {
      result: { name: begun.name, handle: account.handle },
      audit: [
        {
          event: 'member.viewedAs',
          target: { kind: 'member', id: input.userId, name: begun.name },
          after: { until: until.toISOString() },
        },
      ],
      jobs: [
        job(
          'viewing.end',
          { sessionId: person.sessionId },
          { key: `viewing:${person.sessionId}`, runAt: until },
        ),
      ],
    }
  },
})

/** Where somebody was who viewed an organization as one of its members. */
export type Viewed = { handle: string; userId: string }

/** Ends it; null where nothing is viewed (any more). The history says so by trigger, however it ends. */
export async function stopViewing({ actor }: Caller): Promise<Viewed | null> {
  if (actor.kind !== 'person') return null
  const [was] = await database()<Viewed[]>`
    select handle, user_id as "userId" from end_viewing(${actor.userId}::uuid, ${actor.sessionId}::uuid)`
  return was ?? null
}
