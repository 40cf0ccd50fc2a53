import 'server-only'
import type { Connection } from '@/db/client'
import { type Access, type Facts, resolve } from '@/lib/permissions/decide'
import type { Entered } from '@/lib/permissions/facts'
import type { Role } from '@/lib/permissions/rules'

/** Where a page of people begins: after the person with this name, in lower case, and this id. */
export type After = { name: string; id: string }
export const FROM_THE_FIRST: After = { name: '', id: '00000000-0000-0000-0000-000000000000' }

type Dated<G> = Omit<G, 'since' | 'until'> & { since: string; until: string | null }

/** The row of the SQL function `people_of_app`. Times may arrive as text, since drizzle turns the driver's parsers off. */
export type PersonRow = {
  user_id: string
  sort_name: string
  username: string | null
  first_name: string
  last_name: string
  email: string | null
  picture: string | null
  is_owner: boolean
  role: Role | null
  since: string | null
  until: string | null
  restricted: Facts['restrictedTeams']
  team_grants: Dated<Facts['teamGrants'][number]>[]
  scope_grants: Dated<Facts['scopeGrants'][number]>[]
}

/** At most `limit` people who reach the entered app, in the order of their names. One statement, whose cost does not grow with the organization. */
export function peopleOfApp(
  sql: Connection,
  { after = FROM_THE_FIRST, q, limit }: { after?: After; q?: string | undefined; limit: number },
): Promise<PersonRow[]> {
  return sql<PersonRow[]>`
    select * from people_of_app(${after.name}, ${after.id}::uuid, ${q?.trim() ? q.trim() : null}, ${limit}::integer)`
}

/** What such a person may do in the app, decided as it would be if they asked themselves; of others than themselves, from what the viewer may know. */
export function accessOf(row: PersonRow, { account, app }: Pick<Entered, 'account' | 'app'>): Access {
  return resolve({
    actor: { userId: row.user_id },
    account: { id: account.id, kind: account.kind, isOwn: row.is_owner },
    membership: membershipOf(row),
    restrictedTeams: row.restricted,
    app: app && { id: app.id, ownerId: account.id, visibility: app.visibility },
    teamGrants: row.team_grants.map(dated),
    scopeGrants: row.scope_grants.map(dated),
    token: null,
  })
}

/** Somebody of whom only names may be known is in a team, so they are a member; as what is not told. */
function membershipOf({ role, since, until, team_grants }: PersonRow): Facts['membership'] {
  if (role && since) return { role, since: new Date(since), until: moment(until) }
  const [grant] = team_grants
  return grant ? { role: 'team_contributor', since: new Date(grant.since), until: null } : null
}

const moment = (at: string | null) => (at === null ? null : new Date(at))
const dated = <G extends { since: string; until: string | null }>(grant: G) => ({
  ...grant,
  since: new Date(grant.since),
  until: moment(grant.until),
})
