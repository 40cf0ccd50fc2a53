import 'server-only'
import { type Facts, resolve } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { stillGivable } from './still-givable'

type Dated<G> = Omit<G, 'since' | 'until'> & { since: string; until: string | null }

/** What the SQL function `share_giver` says of whoever offered a share; null where they share the app no more. */
export type GiverRow = {
  userId: string
  kind: 'user' | 'organization'
  role: Role | null
  since: string | null
  until: string | null
  visibility: 'private' | 'organization' | 'public'
  restricted: Facts['restrictedTeams']
  teamGrants: Dated<Facts['teamGrants'][number]>[]
  scopeGrants: Dated<Facts['scopeGrants'][number]>[]
}

export type Offer = {
  orgId: string
  appId: string
  scopes: string[]
  until: string | null
  giver: GiverRow | null
}

/** What accepting a share would give now, and what was promised and is no longer its giver's to give. */
export type Given = {
  scopes: string[]
  leftOut: string[]
  /** When it ends; null for good. */
  until: Date | null
}

/** Checks again what was promised, by the rules that held when it was offered. */
export function givenNow({ orgId, appId, scopes, until, giver }: Offer): Given {
  const offer = { scopes, until: moment(until) }
  if (!giver) return { scopes: [], leftOut: scopes, until: offer.until }
  return stillGivable(offer, resolve(factsOf(giver, orgId, appId)))
}

function factsOf(giver: GiverRow, orgId: string, appId: string): Facts {
  const { userId, kind, role, since, until, visibility } = giver
  return {
    actor: { userId },
    account: { id: orgId, kind, isOwn: userId === orgId },
    membership: role && since ? { role, since: new Date(since), until: moment(until) } : null,
    restrictedTeams: giver.restricted,
    app: { id: appId, ownerId: orgId, visibility },
    teamGrants: giver.teamGrants.map(dated),
    scopeGrants: giver.scopeGrants.map(dated),
    token: null,
  }
}

const moment = (at: string | null) => (at === null ? null : new Date(at))
const dated = <G extends { since: string; until: string | null }>(grant: G) => ({
  ...grant,
  since: new Date(grant.since),
  until: moment(grant.until),
})
