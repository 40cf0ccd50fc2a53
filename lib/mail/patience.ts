import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { lossIn } from '@/db/outage'

const AGAIN_MS = 250
const PATIENCE_MS = 10 * 60_000

/** Tries until the database answers, for ten minutes. Any other error is thrown at once. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(AGAIN_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!lossIn(error) || Date.now() > until) throw error
    }
  }
}
