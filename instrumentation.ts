/** A wrong setting ends the server: Next would go on after an error here, and answer 500 to everybody. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const node = await import('./instrumentation-node')
    node.refuseWrongSettings()
    node.tellPeerAddresses()
    node.refuseUnreadableAddresses()
    node.writeForWhoAsks()
    node.sayWhenDatabaseIsAway()
    node.closeStreamsAtTheEnd()
  }
}

export async function onRequestError(
  error: unknown,
  request: { path: string; method: string; headers: NodeJS.Dict<string | string[]> },
  context: { routePath: string; routeType: string },
): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logRequestError } = await import('./instrumentation-node')
    logRequestError(error, request, context)
  }
}
