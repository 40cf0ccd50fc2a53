import 'server-only'
import { z } from 'zod'
import { TEAM_PERMISSION_KEYS } from '@/db/schema/teams'
import { createTeam, deleteTeam, updateTeam } from '@/lib/teams/commands'
import { getManagedTeam, listTeams as walkTeams } from '@/lib/teams/queries'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { each } from '../several'
import { Instant, instant, several } from '../shapes'

const Permission = z.enum(TEAM_PERMISSION_KEYS)
const Team = z.object({
  id: z.string(),
  name: z.string(),
  /** What apps are given with where nothing else is said. */
  permission: Permission,
  is_restricted: z.boolean(),
})

export const listTeams = operation({
  name: 'ListTeams',
  method: 'GET',
  path: '/v2/organizations/{org_id}/teams',
  auth: 'PATAuth',
  scopes: ['All'],
  query: z.object(paged),
  answer: z.object({ teams: z.array(Team.extend({ created_at: Instant })), ...nextCursor }),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(query, 'teams', (size, cursor) =>
      walkTeams(caller, params.org_id, { size, cursor }),
    )
    const teams = rows.map(({ handle, name, permission, isRestricted, createdAt }) => ({
      id: handle,
      name,
      permission,
      is_restricted: isRestricted,
      created_at: instant(createdAt),
    }))
    return { teams, ...rest }
  },
})

const Teams = z.object({ teams: z.array(Team) })

export const postTeams = operation({
  name: 'PostTeams',
  method: 'POST',
  path: '/v2/organizations/{org_id}/teams',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({
    teams: several(
      z.object({
        id: z.string(),
        name: z.string().optional(),
        permission: Permission,
        is_restricted: z.boolean().default(false),
      }),
    ),
  }),
  answer: Teams,
  run: ({ caller, params, body }) =>
    each('teams', body.teams, async ({ id, name, permission, is_restricted }) => {
      const input = { handle: id, name: name ?? id, permission, isRestricted: is_restricted }
      const team = await createTeam(caller, params.org_id, input)
      return { id: team.handle, name: team.name, permission, is_restricted }
    }),
})

export const patchTeams = operation({
  name: 'PatchTeams',
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/teams',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({
    action: z.enum(['overwrite', 'merge']),
    teams: several(
      z.object({
        id: z.string(),
        name: z.string().optional(),
        permission: Permission.optional(),
        is_restricted: z.boolean().optional(),
      }),
    ),
  }),
  answer: Teams,
  run: ({ caller, params, body }) =>
    each('teams', body.teams, async ({ id, name, permission, is_restricted }) => {
      const { id: teamId } = await getManagedTeam(caller, params.org_id, { team: id })
      const restricted = is_restricted === undefined ? undefined : is_restricted ? '1' : '0'
      const now = await updateTeam(caller, params.org_id, { teamId, name, permission, restricted })
      return {
        id: now.handle,
        name: now.name,
        permission: now.permission,
        is_restricted: now.isRestricted,
      }
    }),
})

export const deleteTeams = operation({
  name: 'DeleteTeams',
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/teams',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ ids: several(z.string()) }),
  answer: z.object({ teams: z.array(z.object({ id: z.string() })) }),
  run: ({ caller, params, body }) =>
    each(
      'teams',
      body.ids.map((id) => ({ id })),
      async ({ id }) => {
        const { id: teamId, handle } = await getManagedTeam(caller, params.org_id, { team: id })
        await deleteTeam(caller, params.org_id, { teamId })
        return { id: handle }
      },
      { in: 'ids' },
    ),
})
