import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import type { Caller } from '@/lib/actor'
import type { Role, TeamPermission } from '@/lib/permissions/rules'
import type { Scope } from '@/lib/permissions/scope-table'
import { makeTokenSecret } from '@/lib/tokens/secret'

/** A person of the test's own world, signed in. */
export type Persona = {
  id: string
  sessionId: string
  username: string
  name: string
  email: string
  caller: Caller
}
export type Place = { id: string; account: string; name: string; admin: Persona }

let owner: postgres.Sql | undefined

/** The database as its owner sees it, past the walls: to arrange a world and to look at what is really there. */
export function ownerSql(): postgres.Sql {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: run these tests with `npm test` or vitest')
  owner ??= postgres(url, { max: 4, onnotice: () => {} })
  return owner
}

export async function closeOwner(): Promise<void> {
  await owner?.end({ timeout: 5 })
  owner = undefined
}

const unique = () => randomBytes(5).toString('hex')

export function callerOf(userId: string, sessionId: string): Caller {
  return {
    actor: { kind: 'person', userId, sessionId },
    origin: { requestId: `test-${unique()}`, address: '127.0.0.1', userAgent: 'test' },
  }
}

export const anonymous: Caller = {
  actor: { kind: 'anonymous' },
  origin: { requestId: 'test', address: '127.0.0.1', userAgent: 'test' },
}

/** Makes somebody with an account and a living sign-in. `isVerified` speaks of the address. */
async function person(
  given: {
    firstName?: string
    lastName?: string
    email?: string
    isVerified?: boolean
    username?: string
  } = {},
) {
  const sql = ownerSql()
  const id = randomUUID()
  const sessionId = randomUUID()
  const username = given.username ?? `user-${unique()}`
  const {
    firstName = 'Lena',
    lastName = `Berg${unique()}`,
    email = `${username}@example.test`,
    isVerified = true,
  } = given
  await sql.begin(async (tx) => {
    await tx`insert into accounts (id, kind) values (${id}, 'user')`
    await tx`insert into handles (handle, display, account_id, state) values (${username.toLowerCase()}, ${username}, ${id}, 'current')`
    await tx`insert into users (id, username, first_name, last_name, email, email_normalized, email_verified_at, password_hash)
             values (${id}, ${username}, ${firstName}, ${lastName}, ${email}, ${email.toLowerCase()}, ${isVerified ? new Date() : null}, 'none')`
    await tx`insert into sessions (id, user_id, expires_at) values (${sessionId}, ${id}, now() + interval '1 day')`
  })
  return {
    id,
    sessionId,
    username,
    name: `${firstName} ${lastName}`,
    email,
    caller: callerOf(id, sessionId),
  } satisfies Persona
}

/** Makes an organization with one Admin. */
async function organization(given: { admin?: Persona; name?: string; handle?: string } = {}): Promise<Place> {
  const sql = ownerSql()
  const id = randomUUID()
  const account = given.handle ?? `org-${unique()}`
  const name = given.name ?? `Organization ${account}`
  const admin = given.admin ?? (await person())
  await sql.begin(async (tx) => {
    await tx`insert into accounts (id, kind) values (${id}, 'organization')`
    await tx`insert into handles (handle, display, account_id, state) values (${account.toLowerCase()}, ${account}, ${id}, 'current')`
    await tx`insert into organizations (org_id, name, name_normalized, billing_email, created_by)
             values (${id}, ${name}, ${name.toLowerCase()}, 'billing@example.test', ${admin.id})`
    await tx`insert into members (org_id, user_id, role, started_by) values (${id}, ${admin.id}, 'admin', ${admin.id})`
  })
  return { id, account, name, admin }
}

/** Makes somebody (or takes `who`) a member of `place`; gives them with the id of the membership. */
async function member(place: Place, role: Role, given: { who?: Persona; until?: Date } = {}) {
  const who = given.who ?? (await person())
  const [row] = await ownerSql()<[{ id: string }]>`
    insert into members (org_id, user_id, role, started_by, expires_at)
    values (${place.id}, ${who.id}, ${role}, ${place.admin.id}, ${given.until ?? null}) returning id`
  return { ...who, memberId: row.id }
}

async function team(
  place: Place,
  given: { isRestricted?: boolean; permission?: TeamPermission; people?: Persona[] } = {},
) {
  const sql = ownerSql()
  const { permission = 'labeler_worker', isRestricted = false, people = [] } = given
  const handle = `team-${unique()}`
  const [row] = await sql<[{ id: string }]>`
    insert into teams (org_id, handle, name, permission, is_restricted) values (${place.id}, ${handle}, ${handle}, ${permission}, ${isRestricted}) returning id`
  for (const who of people)
    await sql`insert into team_members (org_id, team_id, user_id) values (${place.id}, ${row.id}, ${who.id})`
  return { id: row.id, handle }
}

async function app(
  place: { id: string },
  given: { visibility?: 'private' | 'organization' | 'public' } = {},
) {
  const handle = `app-${unique()}`
  const [row] = await ownerSql()<[{ id: string }]>`
    insert into apps (org_id, handle, name, visibility) values (${place.id}, ${handle}, ${handle}, ${given.visibility ?? 'private'}) returning id`
  return { id: row.id, handle }
}

async function teamApp(
  place: Place,
  teamId: string,
  appId: string,
  permission: TeamPermission,
  until: Date | null = null,
) {
  await ownerSql()`insert into team_apps (org_id, team_id, app_id, permission, expires_at) values (${place.id}, ${teamId}, ${appId}, ${permission}, ${until})`
}

async function collaborator(place: { id: string }, appId: string, who: Persona, scopes: string[]) {
  await ownerSql()`insert into collaborators (org_id, app_id, user_id, scopes) values (${place.id}, ${appId}, ${who.id}, ${scopes})`
}

type Bound = { orgId?: string; appId?: string; scopes?: string[]; expiresAt?: Date; name?: string }

/** A token of somebody, and a program that has it. Bound to `appId` it is the key of that app, or what a collaborator has. */
async function token(who: Persona, given: Bound = {}, kind?: 'app' | 'collaborator') {
  const is = kind ?? (given.appId ? 'app' : 'personal')
  const { secret, hash, lastFour } = makeTokenSecret(is)
  const scopes = is === 'collaborator' ? [] : (given.scopes ?? ['All'])
  const [made] = await ownerSql()<[{ id: string }]>`
    insert into tokens (user_id, kind, name, scopes, org_id, app_id, token_hash, last_four, secret_at, expires_at)
    values (${who.id}, ${is}, ${given.name ?? 'script'}, ${scopes}, ${given.orgId ?? null}, ${given.appId ?? null}, ${hash}, ${lastFour}, now(),
            ${given.expiresAt ?? null})
    on conflict (app_id, user_id) where kind = 'collaborator' and revoked_at is null
      do update set token_hash = excluded.token_hash, last_four = excluded.last_four, secret_at = now()
    returning id`
  const callerAsking = (...asks: Scope[]): Caller => ({ ...who.caller, actor: { kind: 'token', hash, asks } })
  return { id: made.id, secret, hash, lastFour, caller: callerAsking(), callerAsking }
}

/** The offer of an app, and a concept in it: what else lies below one. */
async function belowApp(place: { id: string; admin: Persona }, appId: string) {
  const sql = ownerSql()
  await sql`
    insert into shares (org_id, app_id, email, email_normalized, scopes, offered_by, offerer_name, expires_at)
    values (${place.id}, ${appId}, 'a@example.test', 'a@example.test', '{Apps:Get}', ${place.admin.id}, 'A', now() + interval '1 day')`
  await sql`insert into concepts (org_id, app_id, id, name, language) values (${place.id}, ${appId}, 'leaf', 'Leaf', 'en')`
}

/** The last line of an organization's history. */
async function lastAudit(place: { id: string }) {
  const [row] =
    await ownerSql()`select * from audit_events where org_id = ${place.id} order by id desc limit 1`
  return row
}

export const world = {
  person,
  organization,
  member,
  team,
  app,
  teamApp,
  collaborator,
  token,
  belowApp,
  lastAudit,
}
