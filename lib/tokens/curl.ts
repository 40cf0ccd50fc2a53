import 'server-only'
import { env } from '@/lib/env'
import type { TokenLine } from './rows'

/** A line that asks the portal what this token may do: it works with every token, whatever its scopes. */
export function curlOf({ account, app }: Pick<TokenLine, 'account' | 'app'>, secret: string): string {
  const where = `${account?.handle ?? 'me'}${app ? `/apps/${app.handle}` : ''}`
  return `curl -H 'Authorization: Key ${secret}' ${new URL(`/v2/users/${where}/myscopes`, env.APP_URL)}`
}
