export { tellPeerAddresses } from '@/lib/auth/peer-address'
export { writeForWhoAsks } from '@/lib/reader'
export { refuseUnreadableAddresses } from '@/lib/unreadable-address'

import { onOutage } from '@/db/outage'
import { closeBells } from '@/lib/bell/events'
import { checkEnvironment, takeInFiles } from '@/lib/env'
import { fileStore } from '@/lib/files/store'
import { log } from '@/lib/log'

export function refuseWrongSettings(): void {
  try {
    takeInFiles()
    checkEnvironment(['WORKER_DATABASE_URL'])
    fileStore() // says what its address lacks
  } catch (error) {
    log.fatal(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}

/** One line when the database goes away, one when it is back, however many requests meet it meanwhile. */
export function sayWhenDatabaseIsAway(): void {
  onOutage(({ isAway, seconds, error }) => {
    if (isAway) log.error({ err: error }, 'the database does not answer: pages say so until it does')
    else log.warn({ seconds }, 'the database answers again')
  })
}

/** A server that is asked to end waits for its answers, and a stream is one that never comes to its end. */
export function closeStreamsAtTheEnd(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      closeBells().catch((error: unknown) => log.warn({ err: error }, 'streams could not be closed'))
    })
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
