import 'server-only'
import type { Connection } from '@/db/client'
import type { Actor, Person, TokenActor } from '@/lib/actor'
import { deadToken, notFound, unauthenticated } from '@/lib/errors'
import { isHandle } from '@/lib/handles'
import { type Access, type Facts, resolve } from './decide'
import type { Role } from './rules'

export type Tie = 'owner' | 'member' | 'guest' | 'public'
export type EnteredAccount = { id: string; handle: string; name: string; kind: 'user' | 'organization' }
export type EnteredApp = {
  id: string
  handle: string
  name: string
  visibility: 'private' | 'organization' | 'public'
}

/** What entering a tenant teaches: who asks, where they are, how they are tied to it, and what that lets them do. */
export type Entered = {
  person: Person
  isSeenStale: boolean
  /**
   * Where an Admin views the organization as this person does: who, and until when. Nothing can be changed meanwhile. `over` where it
   * has ended by itself and nobody has said so yet: the person is the Admin again, with a page before them that is not.
   */
  viewing: { by: string; until: Date } | 'over' | null
  tie: Tie
  account: EnteredAccount
  member: { id: string; role: Role } | null
  app: EnteredApp | null
  access: Access
}

export type InApp = Entered & { app: EnteredApp }

/** What the SQL function `enter` says of a token. */
type TokenRow =
  | { state: 'unknown' }
  | {
      state: 'live' | 'dead'
      id: string
      kind: 'personal' | 'app' | 'collaborator'
      name: string
      scopes: string[]
      accountId: string | null
      appId: string | null
      barred: 'age' | 'waiting' | 'refused' | null
    }

/** The row of the SQL function `enter`. Times arrive as text, since drizzle turns the driver's parsers off. */
type EnterRow = {
  signed_in: boolean
  is_seen_stale: boolean
  username: string
  first_name: string
  last_name: string
  email: string
  is_operator: boolean
  viewed_by: string | null
  viewed_until: string | null
  actor_id: string
  tie: Tie | null
  org_id: string
  kind: 'user' | 'organization'
  handle: string
  name: string
  member_id: string | null
  role: Role | null
  since: string | null
  until: string | null
  restricted: Facts['restrictedTeams']
  app: (EnteredApp & { ownerId: string }) | null
  team_grants: (Omit<Facts['teamGrants'][number], 'since' | 'until'> & {
    since: string
    until: string | null
  })[]
  scope_grants: (Omit<Facts['scopeGrants'][number], 'since' | 'until'> & {
    since: string
    until: string | null
  })[]
  token: TokenRow | null
}

/**
 * Enters `account` (a handle as it stands in the address), optionally one app of it, and loads the facts in the same statement.
 * Throws `unauthenticated` when the sign-in is over, `not_found` when the actor has no live tie to the account or app.
 */
export async function enter(
  sql: Connection,
  actor: Actor,
  account: string,
  app: string | null = null,
): Promise<Entered> {
  if (actor.kind !== 'person' && actor.kind !== 'token') throw unauthenticated()
  if (!isHandle(account) || (app !== null && !isHandle(app))) throw notFound()
  const [row] = await asking(sql, actor, account, app)
  if (!row.signed_in)
    throw row.token ? deadToken(row.token.state === 'unknown' ? 'unknown' : 'dead') : unauthenticated()
  if (!row.tie || (app !== null && !row.app)) throw notFound()
  return entered(actor, row, row.tie)
}

function asking(sql: Connection, actor: Asking, account: string, app: string | null) {
  return actor.kind === 'person'
    ? sql<
        [EnterRow]
      >`select * from enter(${actor.userId}::uuid, ${actor.sessionId}::uuid, ${account}, ${app})`
    : sql<[EnterRow]>`select * from enter(null::uuid, null::uuid, ${account}, ${app}, ${actor.hash}::bytea)`
}

/** The same for one app, an ID as it stands in the address: `not_found` where there is none that the actor reaches. */
export async function enterApp(sql: Connection, actor: Actor, account: string, app: string): Promise<InApp> {
  const entered = await enter(sql, actor, account, app)
  if (!entered.app) throw notFound()
  return { ...entered, app: entered.app }
}

type Asking = (Actor & { kind: 'person' }) | TokenActor

function entered(actor: Asking, row: EnterRow, tie: Tie): Entered {
  return {
    person: {
      id: row.actor_id,
      sessionId: actor.kind === 'person' ? actor.sessionId : null,
      token: row.token && row.token.state !== 'unknown' ? row.token : null,
      username: row.username,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      isOperator: row.is_operator,
    },
    isSeenStale: row.is_seen_stale,
    viewing: viewingOf(row),
    tie,
    account: { id: row.org_id, handle: row.handle, name: row.name, kind: row.kind },
    member: row.member_id && row.role ? { id: row.member_id, role: row.role } : null,
    app: row.app,
    access: resolve(factsOf(row, actor)),
  }
}

function viewingOf({ viewed_by: by, viewed_until: until }: EnterRow): Entered['viewing'] {
  if (until === null) return null
  return by === null ? 'over' : { by, until: new Date(until) }
}

function factsOf(row: EnterRow, actor: Asking): Facts {
  return {
    actor: { userId: row.actor_id },
    account: { id: row.org_id, kind: row.kind, isOwn: row.tie === 'owner' },
    membership:
      row.role && row.since ? { role: row.role, since: new Date(row.since), until: moment(row.until) } : null,
    restrictedTeams: row.restricted,
    app: row.app,
    teamGrants: row.team_grants.map(dated),
    scopeGrants: row.scope_grants.map(dated),
    token: tokenFacts(row, actor),
  }
}

/** A collaborator's token has the scopes that they have now. */
function tokenFacts({ token, scope_grants }: EnterRow, actor: Asking): Facts['token'] {
  if (!token || token.state === 'unknown' || actor.kind !== 'token') return null
  const { kind, scopes, accountId, appId, barred } = token
  return {
    scopes: kind === 'collaborator' ? scope_grants.flatMap((grant) => grant.scopes) : scopes,
    accountId,
    appId,
    asks: actor.asks,
    barred,
  }
}

const moment = (at: string | null) => (at === null ? null : new Date(at))
const dated = <G extends { since: string; until: string | null }>(grant: G) => ({
  ...grant,
  since: new Date(grant.since),
  until: moment(grant.until),
})
