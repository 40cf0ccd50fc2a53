import 'server-only'
import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { database } from '@/db/client'
import { rateLimited } from '@/lib/errors'
import { authSecret } from './session-token'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** How often what may be tried: `points` within `duration` seconds, by network address or by account. */
const LIMITS = {
  signInByAddress: { points: 60, duration: 15 * MINUTE },
  signUpByAddress: { points: 200, duration: HOUR },
  mailByAddress: { points: 60, duration: HOUR },
  mailByAccount: { points: 5, duration: HOUR },
  linkByAddress: { points: 120, duration: HOUR },
  addressByAccount: { points: 30, duration: 24 * HOUR },
  pictureByAccount: { points: 30, duration: HOUR },
  passwordByAccount: { points: 10, duration: HOUR },
  failuresByAccount: { points: 100, duration: 30 * 24 * HOUR },
  waitByAccount: { points: 1, duration: HOUR },
} as const
export type Limit = keyof typeof LIMITS

/** Takes one point. Throws `rate_limited` with the seconds to wait where none is left. Unknown addresses share one bucket. */
export async function limit(name: Limit, who: string | null): Promise<void> {
  await limiter(name).consume(key(who)).catch(refuse)
}

/** Takes one point and gives how many are used by now, whether or not that is too many. */
export async function count(name: Limit, who: string): Promise<number> {
  const taken = await limiter(name).penalty(key(who))
  return taken.consumedPoints
}

/** Throws `rate_limited` while `hold` keeps `who` waiting. */
export async function waitFor(name: Limit, who: string): Promise<void> {
  const state = await limiter(name).get(key(who))
  if (state && state.consumedPoints > LIMITS[name].points && state.msBeforeNext > 0) refuse(state)
}

/** Lets `who` wait for some seconds. */
export async function hold(name: Limit, who: string, seconds: number): Promise<void> {
  await limiter(name).block(key(who), seconds)
}

/** Forgets what `who` has used. */
export async function forgive(names: readonly Limit[], who: string): Promise<void> {
  await Promise.all(names.map((name) => limiter(name).delete(key(who))))
}

/** Gives a point back: the attempt turned out to be a rightful one. */
export async function refund(name: Limit, who: string | null): Promise<void> {
  await limiter(name).reward(key(who))
}

function refuse(reason: unknown): never {
  if (reason instanceof RateLimiterRes) throw rateLimited(reason.msBeforeNext / 1000)
  throw reason
}

/** Buckets do not tell whose they are. An IPv6 customer has a whole /64, so that is what counts. */
function key(who: string | null): string {
  const counted = who && isIPv6(who) ? network(who) : (who ?? 'unknown')
  return createHmac('sha256', authSecret()).update(`limit ${counted}`).digest('base64url').slice(0, 27)
}

function network(address: string): string {
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':')
}

const limiters = new Map<Limit, RateLimiterPostgres>()

function limiter(name: Limit): RateLimiterPostgres {
  const known = limiters.get(name)
  if (known) return known
  const rule = { ...LIMITS[name], keyPrefix: name }
  const made = new RateLimiterPostgres({
    ...rule,
    storeClient: store,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false, // the worker sweeps
    insuranceLimiter: new RateLimiterMemory(rule),
  })
  limiters.set(name, made)
  return made
}

type Statement = { text: string; values: (string | number | null)[] }

/** The pool as the limiter expects it: with the manners of `pg`. */
const store = {
  async query({ text, values }: Statement) {
    const rows = await database().unsafe(text, values, { prepare: true })
    return { rows: [...rows], rowCount: rows.count }
  },
}
