import 'server-only'
import { database } from '@/db/client'
import type { Caller } from '@/lib/actor'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import type { Role } from '@/lib/permissions/rules'
import { maskEmail } from './mask-email'

/** A team that accepting joins, as it stands now. */
export type InvitedTeam = { name: string; isRestricted: boolean }

export type FoundInvitation = {
  id: string
  state: 'pending' | 'expired' | 'revoked' | 'void' | 'accepted' | 'declined' | 'replaced' | 'gone'
  /** How the link came here: a mailed one proves the address to whoever signs up through it, a copied one proves nothing. */
  link: 'mailed' | 'copied'
  organization: { name: string; handle: string | null }
  role: Role
  teams: InvitedTeam[]
  inviterName: string
  expiresAt: Date
  /** Whom it is meant for; part of it hidden from strangers who hold a copied link. */
  email: string
  viewer:
    | { is: 'anonymous' }
    | { is: 'meant' | 'unverified' | 'somebody_else'; name: string; email: string; isMember: boolean }
}

type Found = Omit<FoundInvitation, 'expiresAt' | 'viewer'> & {
  expiresAt: string
  viewer: { name: string; email: string; isMeant: boolean; isVerified: boolean; isMember: boolean } | null
}

/**
 * What a link to an invitation shows, to anybody who holds it; changes nothing. Null for a secret that is none. The state is
 * `replaced` where the link ended because the invitation was sent again.
 */
export async function findInvitation(token: string, { actor }: Caller): Promise<FoundInvitation | null> {
  const hash = hashLinkSecret(token)
  if (!hash) return null
  const [userId, sessionId] = actor.kind === 'person' ? [actor.userId, actor.sessionId] : [null, null]
  const [row] = await database()<[{ found: Found | null }]>`
    select find_invitation(${hash}::bytea, ${userId}::uuid, ${sessionId}::uuid) as found`
  if (!row.found) return null
  const { viewer, email, expiresAt, ...rest } = row.found
  const isShown = rest.link === 'mailed' || viewer?.isMeant
  return {
    ...rest,
    expiresAt: new Date(expiresAt),
    email: isShown ? email : maskEmail(email),
    viewer: viewer ? seen(viewer) : { is: 'anonymous' },
  }
}

function seen({
  name,
  email,
  isMember,
  isMeant,
  isVerified,
}: NonNullable<Found['viewer']>): FoundInvitation['viewer'] {
  const is = !isMeant ? 'somebody_else' : isVerified ? 'meant' : 'unverified'
  return { is, name, email, isMember }
}
