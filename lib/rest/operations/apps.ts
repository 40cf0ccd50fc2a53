import 'server-only'
import { z } from 'zod'
import type { Caller } from '@/lib/actor'
import type { BaseWorkflow } from '@/lib/app-settings/choices'
import { changeAppId, patchApp } from '@/lib/app-settings/commands'
import { createApp, duplicateApp } from '@/lib/apps/commands'
import { getApp as getAppDetails } from '@/lib/apps/details'
import { deleteApp } from '@/lib/apps/ending'
import { walkApps } from '@/lib/apps/queries'
import type { CreateAppInput } from '@/lib/apps/schemas'
import { invalid } from '@/lib/errors'
import { says, words } from '@/messages/words'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { inPath } from '../refusals'
import { each } from '../several'
import { App, shapeApp, VisibilityInput, visibilityOf } from '../shape-of-app'
import { Action, several } from '../shapes'

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

const Fields = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  notes: z.string().optional(),
  metadata: z
    .record(z.string(), z.unknown())
    .refine((kept) => Object.keys(kept).length === 0, says('rest.noMetadata'))
    .optional(),
  visibility: VisibilityInput.optional(),
  default_language: z.string().optional(),
  default_workflow_id: z.string().optional(),
})
const Id = z.object({ id: z.string() })
const AppInput = Id.extend(Fields.shape)
const Apps = z.object({ apps: z.array(App) })

/** As commands name them. What does not fit is said by the command itself, in its own words. */
const inCommand = ({
  visibility,
  default_language,
  default_workflow_id,
  metadata,
  ...texts
}: z.output<typeof Fields>) => ({
  ...texts,
  visibility: visibility && visibilityOf(visibility),
  defaultLanguage: default_language as CreateAppInput['defaultLanguage'] | undefined, // parsed by the command
  baseWorkflow: default_workflow_id === undefined ? undefined : workflowOf(default_workflow_id),
})
const workflowOf = (id: string) => (id === '' ? 'none' : id.toLowerCase()) as BaseWorkflow // parsed by the command

export const postApps = operation({
  name: 'PostApps',
  method: 'POST',
  path: '/v2/users/{user_id}/apps',
  auth: 'PATAuth',
  scopes: ['Apps:Add', 'Apps:Get', 'Models:Get', 'Workflows:Get', 'Workflows:Add'],
  body: z.object({ apps: several(AppInput) }),
  answer: Apps,
  run: ({ caller, params, body }) =>
    each('apps', body.apps, async ({ id, name, ...fields }) => {
      const app = await createApp(caller, params.user_id, {
        ...inCommand(fields),
        handle: id,
        name: name ?? id,
      })
      return shapeApp(app, app.account)
    }),
})

type Fields = z.output<typeof Fields>

async function patch(
  caller: Caller,
  account: string,
  app: string,
  action: z.output<typeof Action>,
  fields: Fields,
) {
  const change = action === 'remove' ? cleared(fields) : inCommand(fields)
  const patched = await patchApp(caller, account, { app, ...change })
  return shapeApp(patched.app, patched.account)
}

/** What `remove` names becomes empty, which not every part of an app can be. */
function cleared(fields: Fields) {
  const left = Object.keys(fields).filter(
    (name) => !['description', 'notes', 'default_workflow_id', 'metadata'].includes(name),
  )
  if (left.length > 0)
    throw invalid(
      Object.fromEntries(
        left.map((name) => [name, words('rest.actionNotFit', { actions: 'overwrite, merge' })]),
      ),
    )
  return {
    ...(fields.description === undefined ? {} : { description: '' }),
    ...(fields.notes === undefined ? {} : { notes: '' }),
    ...(fields.default_workflow_id === undefined ? {} : { baseWorkflow: 'none' as const }),
  }
}

export const patchApps = operation({
  name: 'PatchApps',
  method: 'PATCH',
  path: '/v2/users/{user_id}/apps',
  auth: 'PATAuth',
  scopes: ['Apps:Add', 'Apps:Get'],
  body: z.object({ action: Action, apps: several(AppInput) }),
  answer: Apps,
  run: ({ caller, params, body }) =>
    each('apps', body.apps, ({ id, ...fields }) => patch(caller, params.user_id, id, body.action, fields)),
})

export const patchOneApp = operation({
  name: 'PatchApp',
  method: 'PATCH',
  path: '/v2/users/{user_id}/apps/{app_id}',
  auth: 'PATAuth',
  scopes: ['Apps:Add', 'Apps:Get'],
  body: z.object({ action: Action, app: Fields }),
  answer: z.object({ app: App }),
  run: async ({ caller, params, body }) => ({
    app: await inPath('app.', () => patch(caller, params.user_id, params.app_id, body.action, body.app)),
  }),
})

export const patchAppsDetails = operation({
  name: 'PatchAppsDetails',
  method: 'PATCH',
  path: '/v2/users/{user_id}/apps/{app_id}/partial',
  auth: 'PATAuth',
  scopes: ['Apps:Add', 'Apps:Get'],
  body: z.object({ action: Action, apps: z.tuple([Fields]) }),
  answer: Apps,
  run: async ({ caller, params, body }) => ({
    apps: [
      await inPath('apps.0.', () => patch(caller, params.user_id, params.app_id, body.action, body.apps[0])),
    ],
  }),
})

export const patchAppsIds = operation({
  name: 'PatchAppsIds',
  method: 'PATCH',
  path: '/v2/users/{user_id}/apps/ids',
  auth: 'PATAuth',
  scopes: ['Apps:Add', 'Apps:Get'],
  body: z.object({ action: z.literal('overwrite'), ids: several(Id.extend({ new_id: z.string() })) }),
  answer: Apps,
  run: ({ caller, params, body }) =>
    each(
      'apps',
      body.ids,
      async ({ id, new_id }) => {
        const { app, account } = await changeAppId(caller, params.user_id, { app: id, handle: new_id })
        return shapeApp(app, account)
      },
      { in: 'ids', handle: 'new_id' },
    ),
})

export const deleteOneApp = operation({
  name: 'DeleteApp',
  method: 'DELETE',
  path: '/v2/users/{user_id}/apps/{app_id}',
  auth: 'PATAuth',
  scopes: ['Apps:Add', 'Apps:Delete', 'Apps:Get', 'Workflows:Get'],
  answer: z.object({}),
  async run({ caller, params }) {
    await deleteApp(caller, params.user_id, { app: params.app_id, confirmation: params.app_id })
    return {}
  },
})

const COPIED = ['description', 'notes', 'settings', 'teams', 'collaborators'] as const
const Duplication = z.object({
  new_app_id: z.string(),
  new_app_name: z.string().optional(),
  dest_user_id: z.string().optional(),
  filter: z
    .object({
      copy_description: z.boolean().default(true),
      copy_notes: z.boolean().default(true),
      copy_settings: z.boolean().default(true),
      copy_teams: z.boolean().default(false),
      copy_collaborators: z.boolean().default(false),
    })
    .prefault({}),
})

export const postAppDuplications = operation({
  name: 'PostAppDuplications',
  method: 'POST',
  path: '/v2/users/{user_id}/apps/{app_id}/duplications',
  auth: 'PATAuth',
  scopes: ['Apps:Get'],
  body: z.object({ app_duplications: several(Duplication) }),
  answer: z.object({
    app_duplications: z.array(
      z.object({ new_app_id: z.string(), new_app_name: z.string(), dest_user_id: z.string() }),
    ),
  }),
  run: ({ caller, params, body }) =>
    each(
      'app_duplications',
      body.app_duplications,
      async ({ new_app_id, new_app_name, dest_user_id, filter }) => {
        if ((dest_user_id ?? params.user_id).toLowerCase() !== params.user_id.toLowerCase())
          throw invalid({ dest_user_id: words('rest.otherDestination') })
        const { account, handle, name } = await duplicateApp(caller, params.user_id, {
          app: params.app_id,
          handle: new_app_id,
          name: new_app_name ?? new_app_id,
          include: COPIED.filter((part) => filter[`copy_${part}`]),
        })
        return { new_app_id: handle, new_app_name: name, dest_user_id: account }
      },
      { handle: 'new_app_id', name: 'new_app_name' },
    ),
})
