export { tellPeerAddresses } from '@/lib/auth/peer-address'

import { checkEnvironment } from '@/lib/env'
import { log } from '@/lib/log'

export function refuseWrongSettings(): void {
  try {
    checkEnvironment(['WORKER_DATABASE_URL'])
  } catch (error) {
    log.fatal(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}

export function logRequestError(
  error: unknown,
  request: { path: string; method: string; headers: NodeJS.Dict<string | string[]> },
  { routePath, routeType }: { routePath: string; routeType: string },
): void {
  const { path, method, headers } = request
  const requestId = headers['x-request-id']
  log.error({ err: error, requestId, method, path, routePath, routeType }, 'a request failed')
}
