/** A wrong setting ends the server: Next would go on after an error here, and answer 500 to everybody. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { checkEnvironment } = await import('@/lib/env')
  const { log } = await import('@/lib/log')
  try {
    checkEnvironment(['WORKER_DATABASE_URL'])
  } catch (error) {
    log.fatal(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}

export async function onRequestError(
  error: unknown,
  request: { path: string; method: string; headers: NodeJS.Dict<string | string[]> },
  context: { routePath: string; routeType: string },
): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('@/lib/log')
  const requestId = request.headers['x-request-id']
  const { routePath, routeType } = context
  log.error(
    { err: error, requestId, method: request.method, path: request.path, routePath, routeType },
    'a request failed',
  )
}
