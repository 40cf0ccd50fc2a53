import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '@/lib/log'

/** How long the last line may take to leave: what breaks a connection off throws away what it has not sent yet. */
const LAST_LINE_MS = 1_000

type Source = {
  pieces: AsyncIterator<string>
  /** Written last where a piece could not be had. */
  broken: string
  about: { operation: string; requestId: string | null }
}

/**
 * The bytes of a file, a piece at a time and only when the reader asks for more. A failure writes the line for it and then breaks the
 * stream off, so that nobody takes the part for the whole. Ends its source when the reader goes.
 */
export function streamOf({ pieces, broken, about }: Source): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let failure: { error: unknown } | null = null
  let hasReader = true
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (failure) {
          await sleep(LAST_LINE_MS)
          return controller.error(failure.error)
        }
        try {
          const { done, value } = await pieces.next()
          if (!hasReader) return
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          log.warn({ err: error, ...about }, 'a download broke off')
          failure = { error }
          if (hasReader) controller.enqueue(encoder.encode(broken))
        }
      },
      cancel() {
        hasReader = false
        // Waits behind a piece that is being read, and gets its failure, which nobody needs any more.
        Promise.resolve(pieces.return?.()).catch(() => {})
      },
    },
    { highWaterMark: 0 }, // nothing is read ahead of the reader
  )
}
