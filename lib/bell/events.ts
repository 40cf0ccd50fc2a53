import 'server-only'
import type { Caller } from '@/lib/actor'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { type Ear, Hub, type Refusal } from './hub'
import { readBells } from './read'

// Module state exists several times under Next (page, route handler, instrumentation): the hub is held once a process.
const held = globalThis as typeof globalThis & { __musterBells?: Hub }
const hub = (): Hub => {
  held.__musterBells ??= new Hub(env.DATABASE_DIRECT_URL ?? env.APP_DATABASE_URL)
  return held.__musterBells
}

/** Ends every stream of this process and takes no more: a server that is asked to end waits for its answers. */
export async function closeBells(): Promise<void> {
  await hub().close()
}

/** Takes the hub away, for tests that want a new one. */
export async function forgetBells(): Promise<void> {
  await held.__musterBells?.close()
  held.__musterBells = undefined
}

/** Where a browser that is told nothing for so long may take its stream for dead: three beats and a bit. */
const TAKEN_FOR_GONE = 100
const RETRY_SECONDS = 30

/**
 * What the caller's bell shows, from now until their sign-in ends, as server-sent events: `bell` with the state of it whenever that
 * changes, `over` when the sign-in has ended, comments in between. `as` is whom the page was made for; another sign-in than theirs (the browser
 * has signed in anew since) gets 409. 401 without a living sign-in; 429 and 503 say when to come again, and to poll meanwhile.
 */
export async function bellEvents({ actor }: Caller, as: string | null, left: AbortSignal): Promise<Response> {
  if (actor.kind !== 'person') return refused(401)
  if (as !== null && as !== actor.userId) return refused(409)
  const stream = eventStream()
  const ear: Ear = {
    userId: actor.userId,
    sessionId: actor.sessionId,
    tell: (bell) => stream.send(`event: bell\ndata: ${JSON.stringify(bell)}\n\n`),
    beat: () => {
      if (!stream.send(': beat\n\n')) leave()
    },
    end: (why) => stream.end(why === 'over' ? 'event: over\ndata: {}\n\n' : ''),
  }
  const leave = () => {
    hub().leave(ear)
    stream.end('')
  }
  stream.onGone(leave)
  left.addEventListener('abort', leave)
  const refusal = await hub()
    .join(ear)
    .catch((error: unknown): Refusal => {
      log.warn({ err: error }, 'a stream could not begin')
      return 'closing'
    })
  if (refusal) return refused(STATUS[refusal])
  if (left.aborted) leave()
  return new Response(stream.body, { headers: EVENT_HEADERS })
}

/** The same, once, for browsers that no stream reaches: `{unread, newest}`. */
export async function bellNow({ actor }: Caller, as: string | null): Promise<Response> {
  if (actor.kind !== 'person') return refused(401)
  if (as !== null && as !== actor.userId) return refused(409)
  const bell = (await readBells([actor])).get(actor.sessionId)
  return bell ? Response.json(bell, { headers: { 'cache-control': 'no-store' } }) : refused(401)
}

const STATUS: Record<Refusal, number> = { over: 401, too_many: 429, full: 503, closing: 503 }

function refused(status: number): Response {
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (status === 429 || status === 503) headers.set('retry-after', String(RETRY_SECONDS))
  return new Response(null, { status, headers })
}

const EVENT_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Neither kept nor packed: packing gathers until there is enough, and so do proxies that are not told.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // The connection ends with the stream: one that stays open for more would hold up a server that is asked to end.
  connection: 'close',
}

/** A body to write events into. What is not taken within a hundred of them is taken for gone. */
function eventStream() {
  const text = new TextEncoder()
  let writer: ReadableStreamDefaultController<Uint8Array> | undefined
  let gone: (() => void) | undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      writer = controller
    },
    cancel: () => {
      writer = undefined
      gone?.()
    },
  })
  const send = (words: string): boolean => {
    if (!writer || (writer.desiredSize ?? 0) < -TAKEN_FOR_GONE) return false
    writer.enqueue(text.encode(words))
    return true
  }
  const end = (lastWords: string): void => {
    if (lastWords) send(lastWords)
    const open = writer
    writer = undefined
    open?.close()
  }
  return {
    body,
    send,
    end,
    onGone: (then: () => void) => {
      gone = then
    },
  }
}
