import 'server-only'
import { database } from '@/db/client'
import type { Caller } from '@/lib/actor'
import { maskEmail } from '@/lib/invitations/mask-email'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { type Given, givenNow, type Offer } from './giver'

export type ShareState =
  | 'pending'
  | 'expired'
  | 'revoked'
  | 'void'
  | 'accepted'
  | 'declined'
  | 'replaced'
  | 'gone'

/** What a person has on an app as a collaborator. */
export type Held = { scopes: string[]; until: Date | null }

export type FoundShare = Given & {
  id: string
  state: ShareState
  app: string
  /** Whose app it is. */
  owner: string
  offererName: string
  expiresAt: Date
  /** Whom it is meant for. */
  email: string
  viewer:
    | { is: 'anonymous' }
    | {
        is: 'meant' | 'unverified' | 'somebody_else' | 'own'
        name: string
        email: string
        /** What they have on the app already, and where it is for them. */
        held: Held | null
        href: string | null
      }
}

type Found = Omit<FoundShare, 'expiresAt' | 'viewer' | keyof Given> &
  Offer & {
    expiresAt: string
    viewer: {
      name: string
      email: string
      isMeant: boolean
      isVerified: boolean
      isOwn: boolean
      held: HeldRow
      href: string | null
    } | null
  }

export type HeldRow = { scopes: string[]; until: string | null } | null

export const heldOf = (row: HeldRow): Held | null =>
  row && { scopes: row.scopes, until: row.until === null ? null : new Date(row.until) }

/**
 * What a link to a share shows, to anybody who holds it; changes nothing. Null for a secret that is none. The state is `replaced` where the
 * link ended because the share was sent again, and `void` where nothing of it is its giver's to give any more.
 */
export async function findShare(token: string, { actor }: Caller): Promise<FoundShare | null> {
  const hash = hashLinkSecret(token)
  if (!hash) return null
  const [userId, sessionId] = actor.kind === 'person' ? [actor.userId, actor.sessionId] : [null, null]
  const [row] = await database()<[{ found: Found | null }]>`
    select find_share(${hash}::bytea, ${userId}::uuid, ${sessionId}::uuid) as found`
  if (!row.found) return null
  const { id, state, app, owner, offererName, expiresAt, email, viewer } = row.found
  const given = givenNow(row.found)
  const isEmpty = state === 'pending' && given.scopes.length === 0
  return {
    ...given,
    id,
    state: isEmpty ? 'void' : state,
    app,
    owner,
    offererName,
    expiresAt: new Date(expiresAt),
    email: viewer && !viewer.isMeant ? maskEmail(email) : email,
    viewer: viewer ? seen(viewer) : { is: 'anonymous' },
  }
}

function seen({
  name,
  email,
  isMeant,
  isVerified,
  isOwn,
  held,
  href,
}: NonNullable<Found['viewer']>): FoundShare['viewer'] {
  const is = !isMeant ? 'somebody_else' : !isVerified ? 'unverified' : isOwn ? 'own' : 'meant'
  return { is, name, email, held: heldOf(held), href }
}
