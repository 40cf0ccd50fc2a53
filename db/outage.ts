type Outage = {
  since: number | undefined
  asking: Promise<void> | undefined
  tell: ((about: { isAway: boolean; seconds: number; error?: unknown }) => void) | undefined
}
// Held once a process, as the pool is: the proxy, pages and actions each have this module of their own.
const held = globalThis as typeof globalThis & { __musterOutage?: Outage }
const outage = (): Outage => {
  held.__musterOutage ??= { since: undefined, asking: undefined, tell: undefined }
  return held.__musterOutage
}

const ASK_AGAIN_MS = 500
const LOOK_AGAIN_MS = 50

/**
 * The database is away, or the connection to it broke. `nothing`: whatever was asked for has not happened. `unknown`: the connection
 * broke while COMMIT was on its way, so it may have happened or not.
 */
export class DatabaseAway extends Error {
  constructor(
    readonly saved: 'nothing' | 'unknown',
    cause?: unknown,
  ) {
    super('The database does not answer', { cause })
    this.name = 'DatabaseAway'
  }
}

/** Codes of the driver, of the system and of PostgreSQL that say: not this statement, the database or the way to it. */
const LOSS =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|E(CONNREFUSED|CONNRESET|PIPE|HOSTUNREACH|NETUNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN)|57P0[1-5]|08\w{3})$/

/** The error that says so, where this one or what caused it does. */
export function lossIn(error: unknown): Error | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one instanceof DatabaseAway) return one
    if ('code' in one && LOSS.test(String(one.code))) return one
  }
  return undefined
}

/** Known to be away: asked for in vain, and asked again twice a second until it answers. */
export const isDatabaseAway = (): boolean => outage().since !== undefined

/** Something went wrong on the way to the database: finds out whether it is away, and goes on asking until it is back. */
export function suspectOutage(answers: () => Promise<void>): void {
  const state = outage()
  state.asking ??= ask(state, answers).finally(() => {
    state.asking = undefined
  })
}

/** Once it is found out: at once where nobody suspects anything. */
export const untilKnown = async (): Promise<void> => outage().asking

/** Who is told when the database goes away and when it is back. One listener a process. */
export function onOutage(tell: Outage['tell']): void {
  outage().tell = tell
}

/** One answer that fails to come may have been cut off with the connection that made us ask: two in a row count. */
async function ask(state: Outage, answers: () => Promise<void>): Promise<void> {
  for (let failed = 0; ; failed++) {
    try {
      await answers()
      break
    } catch (error) {
      if (failed > 0 && state.since === undefined) {
        state.since = Date.now()
        state.tell?.({ isAway: true, seconds: 0, error })
      }
    }
    const pause = failed === 0 ? LOOK_AGAIN_MS : ASK_AGAIN_MS
    await new Promise((resolve) => setTimeout(resolve, pause).unref())
  }
  if (state.since === undefined) return
  const seconds = (Date.now() - state.since) / 1000
  state.since = undefined
  state.tell?.({ isAway: false, seconds })
}
