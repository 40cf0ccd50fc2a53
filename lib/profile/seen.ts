import 'server-only'
import { reading } from '@/db/tenant'
import type { Caller } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { isHandle } from '@/lib/handles'
import { attempt, noteSeen } from '@/lib/operation'
import { enter } from '@/lib/permissions/facts'

export type SeenPerson = {
  username: string
  firstName: string
  lastName: string
  /** Of an organization, its name. */
  name: string
  kind: 'user' | 'organization'
  createdAt: string
  /** Told to themselves alone. */
  email: string | null
}

/**
 * Somebody by their handle, or `me`: oneself, whom one sees as a fellow member, or an organization that one belongs to. Throws `not_found` for
 * everybody else. Wants no scope, so a token of any asks it.
 */
export function findSeenPerson(caller: Caller, handle: string): Promise<SeenPerson> {
  return attempt(caller, 'findSeenPerson', 'me', async () => {
    if (!isHandle(handle)) throw notFound('member')
    return reading(
      (sql) => enter(sql, caller.actor, 'me'),
      async ({ sql }, entered) => {
        noteSeen(entered, caller)
        const { id, username, email, token } = entered.person
        const [row] = await sql<(Omit<SeenPerson, 'email'> & { id: string })[]>`
        select id, username, first_name as "firstName", last_name as "lastName", name, kind, created_at as "createdAt"
          from seen_person(${handle === 'me' ? username : handle}, ${token?.id ?? null}::uuid)`
        if (!row) throw notFound('member')
        const { id: found, ...person } = row
        return { ...person, email: found === id ? email : null }
      },
    )
  })
}
