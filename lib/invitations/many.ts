import 'server-only'
import { randomUUID } from 'node:crypto'
import type { PendingQuery, Row } from 'postgres'
import type { Connection } from '@/db/client'
import { authorOf, recordFrom } from '@/lib/audit/entry'
import type { EventName } from '@/lib/audit/events'
import { type CommandContext, command } from '@/lib/command'
import { forbidden, invalid } from '@/lib/errors'
import { batchJobs } from '@/lib/mail/batch-jobs'
import { mayGrantRole } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { query } from '@/lib/query'
import { words } from '@/messages/words'
import { addressKeyOf, findAllowance, PER_ADDRESS_AND_DAY, spendDayFrom, spendHour } from './limits'
import { type Deed, ManyInvitations, ReviewInput } from './many-schemas'

type Context = CommandContext<ManyInvitations>

/** What became of many: how many were done, and how many not, for which reason. */
export type ManyResult = {
  done: number
  /** Cannot be resent, only renewed. */
  expired: number
  /** Were written to too often today. */
  overLimit: number
  /** Were answered or deleted in the meantime. */
  gone: number
  /** Where the progress of their mails is told; null where none goes out. */
  batchId: string | null
  handle: string
}

/** What would be done with the chosen invitations, how many and whose, before anybody is asked to confirm it. */
export const reviewInvitations = query({
  name: 'reviewInvitations',
  permission: 'member.manage',
  input: ReviewInput,
  async run({ sql, input, account, person }) {
    const [{ found }] = await sql<[{ found: Counted & { who: string[] } }]>`
      with chosen as materialized (${chosenInvitations(sql, input, input.do)})
      select ${counts(sql)} || jsonb_build_object('who', coalesce((
               select jsonb_agg(c.email order by c.email_normalized)
                 from (select email, email_normalized from chosen where verdict = 'do' order by email_normalized limit 10) c), '[]')) as found`
    return {
      ...found,
      gone: goneOf(input, found),
      do: input.do,
      handle: account.handle,
      organization: account.name,
      allowance: input.do === 'revoke' ? null : await findAllowance(sql, account.id, person),
    }
  },
})
export type InvitationsReview = Awaited<ReturnType<typeof reviewInvitations>>

/** Mails many open invitations again; their old links end. Expired ones are left as they are. All or nothing, in one transaction. */
export const resendInvitations = command({
  name: 'resendInvitations',
  permission: 'member.manage',
  input: ManyInvitations,
  run: (context) => sendMany(context, 'resend'),
})

/** Gives many open invitations, expired or not, their full time again and mails them; their old links end. */
export const renewInvitations = command({
  name: 'renewInvitations',
  permission: 'member.manage',
  input: ManyInvitations,
  run: (context) => sendMany(context, 'renew'),
})

/** Deletes many invitations: they and all their links end. Who accepted in the meantime stays a member. */
export const revokeInvitations = command({
  name: 'revokeInvitations',
  permission: 'member.manage',
  input: ManyInvitations,
  async run(context) {
    const { sql, person, change } = context
    await lockChosen(context)
    const counted = await act(
      context,
      'revoke',
      sql`state = 'revoked', ended_by = ${person.id}::uuid, ended_change = ${change}::uuid`,
    )
    return { result: resultOf(context, counted, null), audit: [] }
  },
})

async function sendMany(context: Context, deed: 'resend' | 'renew') {
  const { sql, account, person } = context
  await lockChosen(context)
  await mustGiveRoles(context)
  const batchId = randomUUID()
  const name = `${person.firstName} ${person.lastName}`
  // Whoever renews is the one who invites now; whoever resends stands in where the inviter is no Admin any more.
  const giver =
    deed === 'renew'
      ? sql`invited_by = ${person.id}::uuid, inviter_name = ${name}`
      : sql`invited_by = case when d.is_given then i.invited_by else ${person.id}::uuid end,
            inviter_name = case when d.is_given then i.inviter_name else ${name} end`
  const time =
    deed === 'renew'
      ? sql`, expires_at = now() + make_interval(days => (select o.invitation_ttl_days from organizations o where o.org_id = current_tenant()))`
      : sql``
  const counted = await act(context, deed, sql`sent_at = now(), ${giver}${time}`)
  if (counted.ids.length === 0) throw invalid({}, words('batches.nothingToSend'))
  await spendHour(sql, account.id, person, counted.ids.length)
  await sql`
    insert into invitation_batches (id, org_id, kind, state, created_by, creator_name, sent_at, mails)
    values (${batchId}::uuid, ${account.id}::uuid, ${deed}, 'sent', ${person.id}::uuid, ${name}, now(), ${counted.ids.length})`
  return {
    result: resultOf(context, counted, batchId),
    audit: [],
    jobs: batchJobs(account.id, batchId, counted.ids),
  }
}

type Counted = { done: number; expired: number; overLimit: number; ids: string[] }

const EVENTS: Record<Deed, EventName> = {
  resend: 'invitation.resent',
  renew: 'invitation.renewed',
  revoke: 'invitation.revoked',
}

/** One statement: the invitations, their links, the history, the limits of each address and the bells. */
async function act(context: Context, deed: Deed, changes: PendingQuery<Row[]>): Promise<Counted> {
  const { sql, input, account, person, change, origin } = context
  const entries = sql`(
    select ${EVENTS[deed]}::text as event, 'invitation' as target_kind, d.id as target_id, d.email as target_name,
           null::jsonb as before, jsonb_build_object('email', d.email, 'role', d.role) as after from done d) r`
  const isSent = deed !== 'revoke'
  const detail = JSON.stringify({
    organization: account.name,
    handle: account.handle,
    by: `${person.firstName} ${person.lastName}`,
  })
  const [{ counted }] = await sql<[{ counted: Counted }]>`
    with chosen as materialized (${chosenInvitations(sql, input, deed)}),
    done as (
      update invitations i set ${changes} from chosen d
       where d.verdict = 'do' and i.org_id = current_tenant() and i.id = d.id and i.state = 'pending'
      returning i.id, i.email, i.email_normalized, i.role
    ), ended as (
      update invitation_links l set revoked_at = now()
        from done d where l.org_id = current_tenant() and l.invitation_id = d.id and l.revoked_at is null
    ), spent as (${spendDayFrom(sql, sql`(select ${addressKeyOf(sql, sql`d.email_normalized`)} as key from done d where ${isSent})`)}),
    recorded as (${recordFrom(sql, entries, change, authorOf(person), origin)}),
    told as (
      select tell_invited(array_agg(d.id), array_agg(d.email_normalized), array_agg(d.role), ${detail}::text::jsonb)
        from done d where ${isSent}
    )
    select ${counts(sql)} || jsonb_build_object('ids', coalesce((select jsonb_agg(d.id) from done d), '[]'),
                                                'told', (select count(*) from told)) as counted`
  return counted
}

const counts = (sql: Connection) => sql`(
  select jsonb_build_object('done', count(*) filter (where verdict = 'do'), 'expired', count(*) filter (where verdict = 'expired'),
                            'overLimit', count(*) filter (where verdict = 'over_limit')) from chosen)`

/** The chosen open invitations of the entered tenant, each with what would become of it. */
function chosenInvitations(sql: Connection, input: ManyInvitations, deed: Deed): PendingQuery<Row[]> {
  return sql`
    select i.id, i.email, i.email_normalized, i.role,
           exists (select 1 from members m where m.org_id = i.org_id and m.user_id = i.invited_by and m.role = 'admin'
                      and m.ended_at is null and (m.expires_at is null or m.expires_at > now())) as is_given,
           case when ${deed} = 'revoke' then 'do'
                when ${deed} = 'resend' and i.expires_at <= now() then 'expired'
                when exists (select 1 from rate_limits r where r.key = ${addressKeyOf(sql, sql`i.email_normalized`)}
                                and r.points >= ${PER_ADDRESS_AND_DAY} and r.expire > extract(epoch from now()) * 1000) then 'over_limit'
                else 'do' end as verdict
      from invitations i where ${isChosen(sql, input)}`
}

function isChosen(sql: Connection, input: ManyInvitations): PendingQuery<Row[]> {
  const open = sql`i.org_id = current_tenant() and i.state = 'pending'`
  const among = (ids: string[]) =>
    sql`(select x::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) x)`
  if (!input.all) return sql`${open} and i.id in ${among(input.ids)}`
  const { q, role, status } = input
  return sql`${open}
    and (${q ?? null}::text is null or strpos(i.email_normalized, ${q?.toLowerCase() ?? ''}) > 0)
    and (${role ?? null}::text is null or i.role = ${role ?? ''})
    and (${status ?? null}::text is null or (i.expires_at <= now()) = ${status === 'expired'})
    and i.id not in ${among(input.except)}`
}

/** In the order of the addresses, as inviting takes them. Whoever accepts in this moment comes before or after. */
async function lockChosen({ sql, input }: Context): Promise<void> {
  await sql`
    with locked as materialized (
      select i.id from invitations i where ${isChosen(sql, input)} order by i.email_normalized for no key update)
    select count(*) from locked`
}

/** Nobody gives a role that may do more than they. */
async function mustGiveRoles({ sql, input, access }: Context): Promise<void> {
  const roles = await sql<
    { role: Role }[]
  >`select distinct i.role from invitations i where ${isChosen(sql, input)}`
  if (!roles.every(({ role }) => mayGrantRole(access, role)))
    throw forbidden(words('batches.roleAboveOwn'), 'member.manage')
}

function resultOf({ input, account }: Context, counted: Counted, batchId: string | null): ManyResult {
  const { ids, expired, overLimit } = counted
  return {
    done: ids.length,
    expired,
    overLimit,
    gone: goneOf(input, counted),
    batchId,
    handle: account.handle,
  }
}

function goneOf({ all, ids }: ManyInvitations, { done, expired, overLimit }: Omit<Counted, 'ids'>): number {
  return all ? 0 : Math.max(0, ids.length - done - expired - overLimit)
}
