import 'server-only'

const [MINUTE, HOUR] = [60, 3600]
/** Seconds before each further attempt, about three days in all (Standard Webhooks 1.0, "Retry schedule"). */
const WAITS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
const JITTER = 0.2

/**
 * Seconds until the next attempt after `attempts` of them, up to a fifth more by chance, so that what failed together does not come
 * back together; null where that was the last one.
 */
export function secondsUntilNext(attempts: number, random: number = Math.random()): number | null {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * random))
}
