import 'server-only'
import type { AuditEntry } from '@/lib/audit/entry'
import { type CommandContext, command } from '@/lib/command'
import { revokeInvitationsTo } from '@/lib/invitations/revoke-to'
import { type Locked, listed, lockAdmins, targetOf } from './memberships'
import { planReturn, type Returning, type ReturnRefusal } from './returning'
import { ReinstateMembersInput } from './schemas'
import { tellReinstated } from './tell'

type Context = CommandContext<ReinstateMembersInput>

export type ReinstateResult = {
  done: number
  names: string[]
  refused: { userId: string; name: string; why: ReturnRefusal }[]
  refusedCount: number
}

const NAMED = 3
const TOLD = 100

/**
 * Brings back people who were removed, with what ended with the membership: the role, teams, collaborations. What is gone since, or whose
 * time ran out, stays away; so do those who left, who are invited instead. By `change` it undoes one removal of however many.
 * Doing it twice changes nothing the second time. An open invitation to somebody who comes back ends.
 */
export const reinstateMembers = command({
  name: 'reinstateMembers',
  permission: 'member.manage',
  input: ReinstateMembersInput,
  async run(context) {
    const { sql, person, change, access, input } = context
    const locked = await lockAdmins(sql)
    const plan = await planReturn(sql, access, input)
    const fit = plan.filter(({ refusal }) => refusal === null)
    const addresses = fit.flatMap(({ address }) => address ?? [])
    const revoked = await revokeInvitationsTo(sql, addresses, person.id, change)
    const begun = await beginAgain(context, fit, locked)
    const back = fit.filter(({ userId }) => begun.has(userId))
    await giveBack(context, back, locked)
    const refused = plan.flatMap(({ userId, name, refusal }) => {
      const why = refusal ?? (begun.has(userId) ? null : ('member_already' as const))
      return why === null ? [] : [{ userId, name, why }]
    })
    const result: ReinstateResult = {
      done: back.length,
      names: back.slice(0, NAMED).map(({ name }) => name),
      refused: refused.slice(0, TOLD),
      refusedCount: refused.length,
    }
    if (back.length === 0) return { result, audit: [] }
    return { result, audit: [...back.map(entryOf), ...revoked], ...tellReinstated(context, back) }
  },
})

/** Who accepted an invitation meanwhile is a member already, and stays as they are. */
async function beginAgain({ sql, person, change }: Context, people: Returning[], { at }: Locked) {
  const begun = await sql<{ user_id: string }[]>`
    insert into members (org_id, user_id, role, joined_at, expires_at, started_at, started_by, started_change)
    select m.org_id, m.user_id, m.role, m.joined_at, m.expires_at, ${at}::text::timestamptz, ${person.id}::uuid, ${change}::uuid
      from jsonb_to_recordset(${wanted(people)}::text::jsonb) as w(user_id uuid, change uuid)
      join members m on m.org_id = current_tenant() and m.user_id = w.user_id and m.ended_change = w.change
    on conflict (org_id, user_id) where ended_at is null do nothing
    returning user_id`
  return new Set(begun.map(({ user_id }) => user_id))
}

async function giveBack({ sql, person, change }: Context, people: Returning[], { at }: Locked) {
  if (people.length === 0) return
  const [by, began, asked] = [person.id, at, wanted(people)]
  const idsOf = (kind: 'team' | 'app') =>
    listed([
      ...new Set(
        people.flatMap(({ things }) =>
          things.flatMap((one) => (one.kind === kind && one.fate === 'comes_back' ? [one.id] : [])),
        ),
      ),
    ])
  await sql`
    insert into team_members (org_id, team_id, user_id, expires_at, started_at, started_by, started_change)
    select tm.org_id, tm.team_id, tm.user_id, tm.expires_at, ${began}::text::timestamptz, ${by}::uuid, ${change}::uuid
      from jsonb_to_recordset(${asked}::text::jsonb) as w(user_id uuid, change uuid)
      join team_members tm on tm.org_id = current_tenant() and tm.ended_change = w.change and tm.user_id = w.user_id
     where tm.team_id = any(${idsOf('team')}::uuid[]) and (tm.expires_at is null or tm.expires_at > now())
    on conflict (team_id, user_id) where ended_at is null do nothing`
  // One that ran out still stands in the way of the next: it ends at its own time.
  await sql`
    update collaborators c set ended_at = c.expires_at, ended_change = ${change}::uuid
      from jsonb_to_recordset(${asked}::text::jsonb) as w(user_id uuid)
     where c.org_id = current_tenant() and c.user_id = w.user_id and c.ended_at is null and c.expires_at <= now()`
  await sql`
    insert into collaborators (org_id, app_id, user_id, scopes, expires_at, started_at, started_by, started_change)
    select c.org_id, c.app_id, c.user_id, c.scopes, c.expires_at, ${began}::text::timestamptz, ${by}::uuid, ${change}::uuid
      from jsonb_to_recordset(${asked}::text::jsonb) as w(user_id uuid, change uuid)
      join collaborators c on c.org_id = current_tenant() and c.ended_change = w.change and c.user_id = w.user_id
     where c.app_id = any(${idsOf('app')}::uuid[]) and (c.expires_at is null or c.expires_at > now())
    on conflict (app_id, user_id) where ended_at is null do nothing`
}

const wanted = (people: Returning[]) =>
  JSON.stringify(people.map(({ userId, change }) => ({ user_id: userId, change })))

function entryOf(back: Returning): AuditEntry {
  const named = (kind: 'team' | 'app', isBack: boolean) =>
    back.things.flatMap((one) =>
      one.kind === kind && (one.fate === 'comes_back') === isBack ? [one.name] : [],
    )
  return {
    event: 'member.reinstated',
    target: targetOf(back),
    after: {
      role: back.role,
      teams: named('team', true),
      apps: named('app', true),
      notGivenBack: [...named('team', false), ...named('app', false)],
    },
  }
}
