import 'server-only'
import { z } from 'zod'
import { invalid } from '@/lib/errors'
import { readScope, type Scope } from '@/lib/permissions/scopes'
import { createAppKey, listAppKeys as listKeysOfApp } from '@/lib/tokens/app-keys'
import { createToken, revokeOwnToken, updateToken } from '@/lib/tokens/commands'
import { getToken, listTokens } from '@/lib/tokens/queries'
import { words } from '@/messages/words'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { each } from '../several'
import { KEY_TYPES, Key, shapeKey } from '../shape-of-key'
import { Action, several } from '../shapes'

export const getKey = operation({
  name: 'GetKey',
  method: 'GET',
  path: '/v2/users/{user_id}/keys/{key_id}',
  auth: 'PATAuth',
  scopes: ['Keys:Get'],
  answer: z.object({ key: Key }),
  run: async ({ caller, params }) => ({
    key: shapeKey(await getToken(caller, params.user_id, { id: params.key_id })),
  }),
})

export const listKeys = operation({
  name: 'ListKeys',
  method: 'GET',
  path: '/v2/users/{user_id}/keys',
  auth: 'PATAuth',
  scopes: ['Keys:Get'],
  query: z.object(paged),
  answer: z.object({ keys: z.array(Key), ...nextCursor }),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(query, 'keys', (size, cursor) =>
      listTokens(caller, params.user_id, { size, cursor }),
    )
    return { keys: rows.map((row) => shapeKey(row)), ...rest }
  },
})

export const listAppKeys = operation({
  name: 'ListAppKeys',
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}/keys',
  auth: 'PATAuth',
  scopes: ['Apps:Get', 'Keys:Get'],
  query: z.object(paged),
  answer: z.object({ keys: z.array(Key), ...nextCursor }),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(query, 'appKeys', (size, cursor) =>
      listKeysOfApp(caller, params.user_id, params.app_id, { size, cursor }),
    )
    return { keys: rows.map((row) => shapeKey(row)), ...rest }
  },
})

const scopes = z.array(z.string().max(100)).max(400)
const KeyInput = z.object({
  type: z.enum(KEY_TYPES).optional(),
  description: z.string().default(''),
  scopes,
  apps: z
    .array(z.object({ id: z.string(), user_id: z.string().default('me') }))
    .max(1)
    .default([]),
  expires_at: z.string().max(40).optional(),
})

export const postKeys = operation({
  name: 'PostKeys',
  method: 'POST',
  path: '/v2/users/{user_id}/keys',
  auth: 'PATAuth',
  scopes: ['Apps:Get', 'Keys:Add', 'Keys:Get'],
  givesSecret: true,
  body: z.object({ keys: several(KeyInput) }),
  answer: z.object({ keys: z.array(Key) }),
  run: ({ caller, params, body }) =>
    each(
      'keys',
      body.keys,
      async ({ type, description, apps: [app], expires_at, scopes }) => {
        if ((type === 'app_specific_key') !== (app !== undefined) && type !== undefined)
          throw invalid({ apps: words(app ? 'rest.noAppWanted' : 'rest.appWanted') })
        const input = { name: description, scopes, until: expires_at ?? '' }
        const { token, secret } = app
          ? await createAppKey(caller, app.user_id, { app: app.id, ...input })
          : await createToken(caller, params.user_id, input)
        return shapeKey(token, secret)
      },
      { name: 'description', until: 'expires_at' },
    ),
})

const PatchInput = z.object({ id: z.string(), description: z.string().optional(), scopes: scopes.optional() })

export const patchKeys = operation({
  name: 'PatchKeys',
  method: 'PATCH',
  path: '/v2/users/{user_id}/keys',
  auth: 'PATAuth',
  scopes: ['Keys:Add', 'Keys:Get'],
  body: z.object({ action: Action, keys: several(PatchInput) }),
  answer: z.object({ keys: z.array(Key) }),
  run: ({ caller, params, body }) =>
    each(
      'keys',
      body.keys,
      async ({ id, description, scopes }) => {
        const present =
          body.action === 'overwrite' ? [] : (await getToken(caller, params.user_id, { id })).scopes
        const changed = scopes && combined(body.action, present, scopes)
        const token = await updateToken(caller, params.user_id, { id, name: description, scopes: changed })
        return shapeKey(token)
      },
      { name: 'description' },
    ),
})

/** What a list becomes: replaced, added to, or taken from. */
function combined(action: z.output<typeof Action>, present: string[], given: string[]): string[] {
  if (action === 'overwrite') return given
  if (action === 'merge') return [...new Set([...present, ...given])]
  const gone = new Set(given.map((name): Scope | string => readScope(name) ?? name))
  return present.filter((scope) => !gone.has(scope))
}

export const deleteKey = operation({
  name: 'DeleteKey',
  method: 'DELETE',
  path: '/v2/users/{user_id}/keys/{key_id}',
  auth: 'PATAuth',
  scopes: ['Keys:Add', 'Keys:Delete', 'Keys:Get'],
  answer: z.object({}),
  async run({ caller, params }) {
    await revokeOwnToken(caller, params.user_id, { id: params.key_id })
    return {}
  },
})
