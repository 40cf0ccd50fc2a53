import 'server-only'
import { z } from 'zod'
import { query } from '@/lib/query'
import { isStorable } from '@/lib/storable'

/** The ids of the organization's apps that are called this in addresses. What is none is left out. */
export const findNamedApps = query({
  name: 'findNamedApps',
  permission: 'team.addApps',
  input: z.object({ handles: z.array(z.string().max(100).refine(isStorable)).max(1000) }),
  async run({ sql, input }) {
    const handles = JSON.stringify(input.handles)
    const rows = await sql<{ handle: string; id: string }[]>`
      select h.handle, p.id from jsonb_array_elements_text(${handles}::text::jsonb) h(handle)
        join apps p on p.org_id = current_tenant() and p.deleted_at is null and p.handle = lower(h.handle)`
    return new Map(rows.map(({ handle, id }) => [handle, id]))
  },
})
