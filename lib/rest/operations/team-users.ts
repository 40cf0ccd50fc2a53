import 'server-only'
import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'
import type { Caller } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { findNamedMembers } from '@/lib/members/named'
import { listTeamMembers } from '@/lib/teams/lists'
import { addTeamMembers, removeTeamMembers } from '@/lib/teams/member-commands'
import { getTeam } from '@/lib/teams/queries'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { each } from '../several'
import { Instant, instant, several } from '../shapes'

const TeamUser = z.object({
  user_id: z.uuid(),
  name: z.string(),
  primary_email: z.string().optional(),
  role: z.enum(ROLE_KEYS).optional(),
  since: Instant.optional(),
  expires_at: Instant.optional(),
})

export const listTeamUsers = operation({
  name: 'ListTeamUsers',
  method: 'GET',
  path: '/v2/organizations/{org_id}/teams/{team_id}/users',
  auth: 'PATAuth',
  scopes: ['All'],
  query: z.object(paged),
  answer: z.object({ users: z.array(TeamUser), ...nextCursor }),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(query, 'teamUsers', (size, cursor) =>
      listTeamMembers(caller, params.org_id, { team: params.team_id, size, cursor }),
    )
    const users = rows.map((row) => ({
      user_id: row.userId,
      name: row.name,
      ...(row.email === null ? {} : { primary_email: row.email }),
      ...(row.role === null ? {} : { role: row.role }),
      ...(row.since === null ? {} : { since: instant(row.since) }),
      ...(row.until === null ? {} : { expires_at: instant(row.until) }),
    }))
    return { users, ...rest }
  },
})

/** By username, by address, or by `user_id`. */
const named = z.string().min(1).max(254)
const Done = z.object({ users: z.array(z.object({ id: z.string() })) })

async function look(
  caller: Caller,
  { org_id, team_id }: { org_id: string; team_id: string },
  names: string[],
) {
  const team = await getTeam(caller, org_id, { team: team_id })
  return { teamId: team.id, found: await findNamedMembers(caller, org_id, { names }) }
}

export const postTeamUsers = operation({
  name: 'PostTeamUsers',
  method: 'POST',
  path: '/v2/organizations/{org_id}/teams/{team_id}/users',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ users: several(z.object({ id: named, expires_at: z.string().max(40).optional() })) }),
  answer: Done,
  async run({ caller, params, body }) {
    const names = body.users.map(({ id }) => id)
    const { teamId, found } = await look(caller, params, names)
    return each(
      'users',
      body.users,
      async ({ id, expires_at }) => {
        const member = found.get(id)
        if (!member) throw notFound('member')
        const input = { teamId, ids: member.userId, until: expires_at ?? '' }
        const { gone } = await addTeamMembers(caller, params.org_id, input)
        if (gone > 0) throw notFound('member')
        return { id: member.username }
      },
      { until: 'expires_at' },
    )
  },
})

export const deleteTeamUsers = operation({
  name: 'DeleteTeamUsers',
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/teams/{team_id}/users',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ ids: several(named) }),
  answer: Done,
  async run({ caller, params, body }) {
    const { teamId, found } = await look(caller, params, body.ids)
    return each(
      'users',
      body.ids.map((id) => ({ id })),
      async ({ id }) => {
        const member = found.get(id)
        if (!member) throw notFound('member')
        const { done } = await removeTeamMembers(caller, params.org_id, { teamId, ids: member.userId })
        if (done === 0) throw notFound('member')
        return { id: member.username }
      },
      { in: 'ids' },
    )
  },
})
