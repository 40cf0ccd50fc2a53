import 'server-only'
import { z } from 'zod'
import { getApp as getAppDetails } from '@/lib/apps/details'
import { walkApps } from '@/lib/apps/queries'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { App, shapeApp } from '../shape-of-app'

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

export const listApps = operation({
  name: 'ListApps',
  method: 'GET',
  path: '/v2/users/{user_id}/apps',
  auth: 'PATAuth',
  scopes: ['Apps:Get', 'Workflows:Get'],
  query: z.object({
    ...paged,
    query: z.string().trim().max(100).default(''),
    sort_by_name: flag.default(false),
    sort_ascending: flag.default(false),
  }),
  answer: z.object({ apps: z.array(App), ...nextCursor }),
  async run({ caller, params, query }) {
    const sort = query.sort_by_name ? 'name' : 'updated'
    const dir = query.sort_ascending ? 'asc' : 'desc'
    const page = await pageOf(query, `apps.${sort}.${dir}.${query.query}`, async (size, cursor) => {
      const { rows, next, account } = await walkApps(caller, params.user_id, {
        q: query.query,
        sort,
        dir,
        size,
        cursor,
      })
      return { rows: rows.map((row) => shapeApp(row, account)), next }
    })
    const { rows, ...rest } = page
    return { apps: rows, ...rest }
  },
})

export const getApp = operation({
  name: 'GetApp',
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}',
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Workflows:Get'],
  answer: z.object({ app: App }),
  async run({ caller, params }) {
    const { account, app } = await getAppDetails(caller, params.user_id, params.app_id, {})
    return { app: shapeApp(app, account) }
  },
})
