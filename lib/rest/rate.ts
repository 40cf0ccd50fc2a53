import 'server-only'
import { env } from '@/lib/env'
import { rateLimited } from '@/lib/errors'
import { words } from '@/messages/words'

type Bucket = { left: number; at: number }
const MOST_BUCKETS = 10_000

// Held once a process: route handlers may each have this module of their own.
const held = globalThis as typeof globalThis & { __musterBuckets?: Map<string, Bucket> }

/**
 * Takes one request of those that a token has: as many a second as the operator set, and as many at once. Counted in this process alone,
 * so that nothing is written. Throws `rate_limited`.
 */
export function takeRequest(hash: Uint8Array, now = Date.now()): void {
  held.__musterBuckets ??= new Map()
  const buckets = held.__musterBuckets
  const most = env.API_REQUESTS_PER_SECOND
  const key = Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('latin1')
  const bucket = buckets.get(key) ?? { left: most, at: now }
  const left = Math.min(most, bucket.left + ((now - bucket.at) / 1000) * most)
  buckets.delete(key) // the one used longest ago stands first
  buckets.set(key, { left: left < 1 ? left : left - 1, at: now })
  if (buckets.size > MOST_BUCKETS) for (const oldest of buckets.keys()) return void buckets.delete(oldest)
  if (left < 1) throw rateLimited(Math.ceil((1 - left) / most), words('rest.tooFast', { count: most }))
}
