import 'server-only'

/** Longer than the slower of the two answers takes on a quiet machine. */
const FLOOR_MS = 300

/** Lets an answer take no less than a fixed time, so that its speed does not tell which of two things happened. */
export async function evenTime<T>(work: Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work, new Promise((resolve) => setTimeout(resolve, FLOOR_MS))])
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
