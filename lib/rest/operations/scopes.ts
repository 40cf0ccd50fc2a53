import 'server-only'
import { z } from 'zod'
import { APP_SCOPES, TOKEN_SCOPES, withNeeds } from '@/lib/permissions/scopes'
import { findScopesHeld } from '@/lib/tokens/scopes-held'
import { operation } from '../operation'
import { KEY_TYPES } from '../shape-of-key'

const held = z.object({ scopes: z.array(z.string()), endpoints: z.array(z.string()) })
const told = (scopes: readonly string[]) => ({ scopes, endpoints: [] })

export const myScopes = operation({
  name: 'MyScopes',
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}/myscopes',
  auth: 'KeyAuth',
  scopes: [],
  answer: held,
  run: async ({ caller, params }) => told(await findScopesHeld(caller, params.user_id, params.app_id)),
})

export const myScopesUser = operation({
  name: 'MyScopesUser',
  method: 'GET',
  path: '/v2/users/{user_id}/myscopes',
  auth: 'PATAuth',
  scopes: [],
  answer: held,
  run: async ({ caller, params }) => told(await findScopesHeld(caller, params.user_id, null)),
})

export const myScopesRoot = operation({
  name: 'MyScopesRoot',
  method: 'GET',
  path: '/v2/myscopesroot',
  auth: 'PATAuth',
  scopes: [],
  answer: held,
  run: async ({ caller }) => told(await findScopesHeld(caller, 'me', null)),
})

/** The oracle asks for a sign-in here; a personal access token says no less who asks. */
export const listScopes = operation({
  name: 'ListScopes',
  method: 'GET',
  path: '/v2/users/{user_id}/scopes',
  auth: 'SessionTokenAuth',
  scopes: [],
  query: z.object({ key_type: z.enum(KEY_TYPES).default('personal_access_token') }),
  answer: z.object({
    scopes: z.array(z.object({ scope: z.string(), depending_scopes: z.array(z.string()) })),
    endpoints: z.array(z.string()),
  }),
  async run({ caller, params, query }) {
    await findScopesHeld(caller, params.user_id, null)
    const offered = query.key_type === 'app_specific_key' ? APP_SCOPES : TOKEN_SCOPES
    const scopes = offered.map((scope) => ({
      scope,
      depending_scopes: withNeeds([scope]).filter((other) => other !== scope),
    }))
    return { scopes, endpoints: [] }
  },
})
