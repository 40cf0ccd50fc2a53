import 'server-only'
import { type AppError, conflict, expired, forbidden } from '@/lib/errors'
import { maskEmail } from '@/lib/invitations/mask-email'
import { words } from '@/messages/words'

/** What the SQL function `begin_share_answer` says a share is worth to whoever answers it. */
export type Verdict = 'pending' | 'already' | 'unauthenticated' | 'unknown' | Refused

type Refused =
  | 'wrong_account'
  | 'unverified'
  | 'own'
  | 'replaced'
  | 'gone'
  | 'accepted'
  | 'declined'
  | 'revoked'
  | 'void'
  | 'expired'

/** Why a share cannot be answered, and what to do. `own` is the address of whoever is signed in. */
export function refusal(
  why: Refused,
  { offererName, app, email }: { offererName: string; app: string; email: string },
  own: string,
): AppError {
  switch (why) {
    case 'wrong_account':
      return forbidden(
        words('collaborations.answer.wrongAccount', { email: maskEmail(email), own }),
        'collaboration.answer',
      )
    case 'unverified':
      return forbidden(words('collaborations.answer.unverified', { email }), 'collaboration.answer')
    case 'expired':
      return expired(words('collaborations.answer.expired', { offererName }))
    case 'own':
      return conflict(words('collaborations.answer.own', { app }))
    default:
      return conflict(words(`collaborations.answer.${why}`, { offererName, app }))
  }
}
