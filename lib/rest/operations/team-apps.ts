import 'server-only'
import { z } from 'zod'
import { TEAM_PERMISSION_KEYS } from '@/db/schema/teams'
import type { Caller } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { addTeamApps, changeTeamApp, removeTeamApps } from '@/lib/teams/app-commands'
import { listTeamApps as walkTeamApps } from '@/lib/teams/lists'
import { findNamedApps } from '@/lib/teams/named-apps'
import { getTeam } from '@/lib/teams/queries'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { each } from '../several'
import { Instant, instant, several } from '../shapes'

const Permission = z.enum(TEAM_PERMISSION_KEYS)
const TeamApp = z.object({
  id: z.string(),
  name: z.string(),
  permission: Permission,
  since: Instant.optional(),
  expires_at: Instant.optional(),
})

export const listTeamApps = operation({
  name: 'ListTeamApps',
  method: 'GET',
  path: '/v2/organizations/{org_id}/teams/{team_id}/apps',
  auth: 'PATAuth',
  scopes: ['All'],
  query: z.object(paged),
  answer: z.object({ apps: z.array(TeamApp), ...nextCursor }),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(query, 'teamApps', (size, cursor) =>
      walkTeamApps(caller, params.org_id, { team: params.team_id, size, cursor }),
    )
    const apps = rows.map((row) => ({
      id: row.handle,
      name: row.name,
      permission: row.permission,
      ...(row.since === null ? {} : { since: instant(row.since) }),
      ...(row.until === null ? {} : { expires_at: instant(row.until) }),
    }))
    return { apps, ...rest }
  },
})

const Done = z.object({ apps: z.array(z.object({ id: z.string() })) })
const AppInput = z.object({
  id: z.string().max(100),
  permission: Permission.optional(),
  expires_at: z.string().max(40).optional(),
})

async function look(
  caller: Caller,
  { org_id, team_id }: { org_id: string; team_id: string },
  handles: string[],
) {
  const team = await getTeam(caller, org_id, { team: team_id })
  return { team, found: await findNamedApps(caller, org_id, { handles }) }
}

export const postTeamApps = operation({
  name: 'PostTeamApps',
  method: 'POST',
  path: '/v2/organizations/{org_id}/teams/{team_id}/apps',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ apps: several(AppInput) }),
  answer: Done,
  async run({ caller, params, body }) {
    const handles = body.apps.map(({ id }) => id)
    const { team, found } = await look(caller, params, handles)
    return each(
      'apps',
      body.apps,
      async ({ id, permission, expires_at }) => {
        const app = found.get(id)
        if (!app) throw notFound('app')
        const input = { teams: team.id, apps: app, permission, until: expires_at ?? '' }
        const { gone } = await addTeamApps(caller, params.org_id, input)
        if (gone > 0) throw notFound('app')
        return { id: id.toLowerCase() }
      },
      { until: 'expires_at' },
    )
  },
})

export const patchTeamApps = operation({
  name: 'PatchTeamApps',
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/teams/{team_id}/apps',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ action: z.enum(['overwrite', 'merge']), apps: several(AppInput) }),
  answer: Done,
  async run({ caller, params, body }) {
    const handles = body.apps.map(({ id }) => id)
    const { team, found } = await look(caller, params, handles)
    return each(
      'apps',
      body.apps,
      async ({ id, permission, expires_at: until }) => {
        const appId = found.get(id)
        if (!appId) throw notFound('app')
        await changeTeamApp(caller, params.org_id, {
          teamId: team.id,
          appId,
          permission,
          ...(until === undefined ? {} : { until }),
        })
        return { id: id.toLowerCase() }
      },
      { until: 'expires_at' },
    )
  },
})

export const deleteTeamApps = operation({
  name: 'DeleteTeamApps',
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/teams/{team_id}/apps',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ ids: several(z.string().max(100)) }),
  answer: Done,
  async run({ caller, params, body }) {
    const { team, found } = await look(caller, params, body.ids)
    return each(
      'apps',
      body.ids.map((id) => ({ id })),
      async ({ id }) => {
        const app = found.get(id)
        if (!app) throw notFound('app')
        const { done } = await removeTeamApps(caller, params.org_id, { teams: team.id, apps: app })
        if (done === 0) throw notFound('app')
        return { id: id.toLowerCase() }
      },
      { in: 'ids' },
    )
  },
})
