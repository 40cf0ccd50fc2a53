import type { Bell } from './bell-event'
import { readEvents } from './read-events'

/** How long a stream may take to say its first word. A proxy that gathers answers never lets it through. */
const FIRST_WORD_MS = 10_000
/** The server speaks every 15 seconds. */
const SILENCE_MS = 40_000
const STREAM_ATTEMPTS = 3
const POLL_MS = 30_000
const POLL_HIDDEN_MS = 120_000
/** So often it polls before it tries a stream again. */
const POLLS_BEFORE_STREAM = 20
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

export type BellFeed = {
  /** The computer woke, the network came back, somebody looks: now rather than later. */
  wake(): void
  stop(): void
}
type Told = {
  onBell: (bell: Bell) => void
  /** The sign-in has ended, or the browser has signed in as somebody else. Nothing more comes. */
  onOver: () => void
}
type Outcome = 'over' | 'worked' | 'failed'
/** Reads an answer to its end and calls `sign` whenever something of it has come. */
type Take = (answer: Response, sign: () => void) => Promise<void>

/** What the bell of `viewerId` shows, as it changes: from a stream, or by asking now and then where no stream comes through. */
export function feedBell(viewerId: string, told: Told): BellFeed {
  const query = `?as=${viewerId}`
  const rest = restUntilWoken()
  let isStopped = false
  let heardAt = Date.now()
  let present: AbortController | undefined

  async function ask(path: string, take: Take): Promise<Outcome> {
    const asked = new AbortController()
    present = asked
    let watch = setTimeout(() => asked.abort(), FIRST_WORD_MS)
    let hasWorked = false
    const sign = () => {
      hasWorked = true
      heardAt = Date.now()
      clearTimeout(watch)
      watch = setTimeout(() => asked.abort(), SILENCE_MS)
    }
    try {
      const answer = await fetch(path + query, { cache: 'no-store', signal: asked.signal })
      if (answer.status === 401 || answer.status === 409) return 'over'
      if (!answer.ok) return 'failed'
      await take(answer, sign)
      return hasWorked ? 'worked' : 'failed'
    } catch {
      return hasWorked ? 'worked' : 'failed' // without a network, refused by something in between, silent for too long
    } finally {
      clearTimeout(watch)
    }
  }

  async function stream(): Promise<Outcome> {
    let isOver = false
    const outcome = await ask('/api/bell/events', async (answer, sign) => {
      if (!answer.body) return
      await readEvents(answer.body, {
        sign,
        event: (name, data) => {
          if (name === 'over') isOver = true
          if (name === 'bell') told.onBell(JSON.parse(data))
        },
      })
    })
    return isOver ? 'over' : outcome
  }

  const poll = (): Promise<Outcome> =>
    ask('/api/bell', async (answer, sign) => {
      told.onBell(await answer.json())
      sign()
    })

  async function run() {
    const state = { streamFailures: 0, pollFailures: 0, polls: 0 }
    while (!isStopped) {
      const isStream = state.streamFailures < STREAM_ATTEMPTS || state.polls >= POLLS_BEFORE_STREAM
      const outcome = await (isStream ? stream() : poll())
      if (isStopped) return
      if (outcome === 'over') return told.onOver()
      const longest = isStream ? afterStream(state, outcome) : afterPoll(state, outcome)
      // Spread, so that a thousand browsers do not come back at the same moment.
      await rest.for(longest / 2 + (Math.random() * longest) / 2)
    }
  }

  run()
  return {
    wake() {
      rest.wake()
      if (Date.now() - heardAt > SILENCE_MS / 2) present?.abort()
    },
    stop() {
      isStopped = true
      present?.abort()
      rest.wake()
    },
  }
}

type State = { streamFailures: number; pollFailures: number; polls: number }

/** How long to rest after a stream has ended or was not let through. */
function afterStream(state: State, outcome: Outcome): number {
  state.polls = 0
  state.streamFailures = outcome === 'worked' ? 0 : state.streamFailures + 1
  return Math.min(FIRST_PAUSE_MS * 2 ** state.streamFailures, LONGEST_PAUSE_MS)
}

/** How long to rest after asking. Where asking failed too, it was the server that was away, not the streams: then these are tried again. */
function afterPoll(state: State, outcome: Outcome): number {
  state.polls++
  if (outcome === 'failed') {
    state.pollFailures++
    return Math.min(FIRST_PAUSE_MS * 2 ** state.pollFailures, LONGEST_PAUSE_MS)
  }
  if (state.pollFailures === 0) return document.hidden ? POLL_HIDDEN_MS : POLL_MS
  state.pollFailures = 0
  state.streamFailures = 0
  return FIRST_PAUSE_MS
}

function restUntilWoken() {
  let wake = () => {}
  return {
    wake: () => wake(),
    for: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}
