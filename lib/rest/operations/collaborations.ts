import 'server-only'
import { z } from 'zod'
import { listCollaborations as listMine } from '@/lib/collaborations/queries'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { Instant, instant } from '../shapes'

const Collaboration = z.object({
  app: z.object({ id: z.string(), user_id: z.string(), name: z.string() }),
  app_owner: z.object({ id: z.string(), name: z.string() }),
  scopes: z.array(z.string()),
  endpoints: z.array(z.string()),
  created_at: Instant,
  expires_at: Instant.optional(),
})

export const listCollaborations = operation({
  name: 'ListCollaborations',
  method: 'GET',
  path: '/v2/users/{user_id}/collaborations',
  auth: 'PATAuth',
  scopes: ['Apps:Get', 'Collaborators:Get'],
  query: z.object(paged),
  answer: z.object({ collaborations: z.array(Collaboration), ...nextCursor }),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(query, 'collaborations', async (size, cursor) => {
      const { kind, list } = await listMine(caller, params.user_id, { size, cursor })
      return kind === 'user' ? list : { rows: [], next: null } // apps are shared with people
    })
    const collaborations = rows.map(({ app, appHandle, ownerHandle, owner, scopes, since, until }) => ({
      app: { id: appHandle, user_id: ownerHandle, name: app },
      app_owner: { id: ownerHandle, name: owner },
      scopes,
      endpoints: [],
      created_at: instant(since),
      ...(until ? { expires_at: instant(until) } : {}),
    }))
    return { collaborations, ...rest }
  },
})
