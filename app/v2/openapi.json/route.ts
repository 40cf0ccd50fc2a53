import { env } from '@/lib/env'
import { openApi } from '@/lib/rest/openapi'

/** Says nothing that anybody may not know, so it asks for no token. */
export function GET(): Response {
  return Response.json(openApi(env.APP_URL), {
    headers: { 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' },
  })
}
