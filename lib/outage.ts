import 'server-only'
import { DatabaseAway, lossIn } from '@/db/outage'
import { words } from '@/messages/words'
import { AppError } from './errors'

/**
 * An error as the doors tell it: that the database is away, or broke off, becomes `unavailable` and says what became of the change.
 * Anything else is given back as it is.
 */
export function explained(error: unknown): unknown {
  const loss = lossIn(error)
  if (!loss) return error
  const isOpen = loss instanceof DatabaseAway && loss.saved === 'unknown'
  const more = { retryAfterSeconds: RETRY_AFTER_SECONDS }
  return new AppError('unavailable', words(isOpen ? 'outage.perhapsSaved' : 'outage.nothingSaved'), more)
}

/** When it is worth asking again. */
export const RETRY_AFTER_SECONDS = 5
