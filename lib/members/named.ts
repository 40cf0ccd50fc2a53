import 'server-only'
import { z } from 'zod'
import { query } from '@/lib/query'
import { isStorable } from '@/lib/storable'

/** The members of these usernames, addresses or user ids, each under what it was called by. Who is none is left out. */
export const findNamedMembers = query({
  name: 'findNamedMembers',
  permission: 'member.manage',
  input: z.object({ names: z.array(z.string().max(254).refine(isStorable)).max(1000) }),
  async run({ sql, input }) {
    const names = JSON.stringify(input.names)
    const rows = await sql<{ name: string; memberId: string; userId: string; username: string }[]>`
      select n.name, m.id as "memberId", m.user_id as "userId", m.username
        from jsonb_array_elements_text(${names}::text::jsonb) n(name)
        join (members m cross join lateral (values (lower(m.username)), (lower(m.email)), (m.user_id::text)) called(key))
          on called.key = lower(n.name) and m.org_id = current_tenant() and m.ended_at is null and (m.expires_at is null or m.expires_at > now())`
    return new Map(rows.map(({ name, ...row }) => [name, row]))
  },
})
