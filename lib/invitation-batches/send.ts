import 'server-only'
import { authorOf, recordFrom } from '@/lib/audit/entry'
import { type CommandContext, command } from '@/lib/command'
import { forbidden, invalid } from '@/lib/errors'
import { addressKeyOf, spendDayFrom, spendHour } from '@/lib/invitations/limits'
import { batchJobs } from '@/lib/mail/batch-jobs'
import { mayGrantRole } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { lockBatch } from './draft'
import { judgedLines } from './judged'
import { SendBatchInput, type Verdict } from './schemas'

type Context = CommandContext<{ batchId: string; message: string }>
type Written = { ids: string[]; renewed: number; outcome: Partial<Record<Verdict, number>> }

/**
 * Sends a draft: invites whoever can be invited, all in one transaction, and leaves the other lines out. Sending it twice is no error
 * and gives the same. Throws `invalid` where nobody is left to invite, `rate_limited` past the limits; then nobody is invited and
 * the draft stays.
 */
export const sendInvitationBatch = command({
  name: 'sendInvitationBatch',
  permission: 'member.manage',
  input: SendBatchInput,
  async run(context) {
    const { sql, input, account, person } = context
    const result = { batchId: input.batchId, handle: account.handle }
    if ((await lockBatch(context)).state === 'sent') return { result, audit: [] }
    await mustGiveRoles(context)
    const { ids, renewed, outcome } = await write(context)
    if (ids.length === 0) throw invalid({}, words('batches.nobodyLeft'))
    await spendHour(sql, account.id, person, ids.length)
    // Who was invited by somebody else in this very moment was judged new and is not.
    const invited = ids.length - renewed
    const late = (outcome.new ?? 0) + (outcome.renew ?? 0) - ids.length
    const told = { ...outcome, new: invited, renew: renewed, invited: (outcome.invited ?? 0) + late }
    await sql`
      update invitation_batches
         set state = 'sent', sent_at = now(), message = ${input.message}, mails = ${ids.length}, outcome = ${JSON.stringify(told)}::text::jsonb
       where org_id = current_tenant() and id = ${input.batchId}::uuid`
    return {
      result,
      audit: [
        {
          event: 'invitations.sent' as const,
          target: { kind: 'invitation_batch', id: input.batchId, name: `${ids.length}` },
          after: { invited, renewed, message: input.message !== '' },
        },
      ],
      jobs: batchJobs(account.id, input.batchId, ids),
    }
  },
})

/** Nobody gives a role that may do more than they. */
async function mustGiveRoles({ sql, input, access }: Context): Promise<void> {
  const roles = await sql<{ role: Role }[]>`
    select distinct role from invitation_lines
     where org_id = current_tenant() and batch_id = ${input.batchId}::uuid and role is not null and not is_left_out`
  if (!roles.every(({ role }) => mayGrantRole(access, role)))
    throw forbidden(words('batches.roleAboveOwn'), 'member.manage')
}

/**
 * One statement: invitations, the ends of old links, the history, the limits of each address, and the bells of those who have an
 * account. Written in the order of the addresses, so that two batches never wait for each other.
 */
async function write({ sql, input, person, account, change, origin }: Context): Promise<Written> {
  const name = `${person.firstName} ${person.lastName}`
  const detail = JSON.stringify({ organization: account.name, handle: account.handle, by: name })
  const entries = sql`(
    select case when w.is_renewed then 'invitation.renewed' else 'member.invited' end as event, 'invitation' as target_kind,
           w.id as target_id, w.email as target_name, null::jsonb as before,
           jsonb_build_object('email', w.email, 'role', w.role) as after
      from written w) r`
  const [row] = await sql<[{ written: Written }]>`
    with judged as materialized (${judgedLines(sql, input.batchId)}),
    written as (
      insert into invitations as i (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at, batch_id)
      select (select current_tenant()), j.email, j.email_normalized, j.role, ${person.id}::uuid, ${name},
             now() + make_interval(days => (select o.invitation_ttl_days from organizations o where o.org_id = current_tenant())),
             ${input.batchId}::uuid
        from judged j
       where j.verdict in ('new', 'renew')
       order by j.email_normalized
      on conflict (org_id, email_normalized) where state = 'pending' do update
        set email = excluded.email, role = excluded.role, invited_by = excluded.invited_by, inviter_name = excluded.inviter_name,
            sent_at = now(), expires_at = excluded.expires_at, batch_id = excluded.batch_id
        where i.expires_at <= now()
           or (select b.is_again from invitation_batches b where b.org_id = current_tenant() and b.id = ${input.batchId}::uuid)
      returning i.id, i.email, i.email_normalized, i.role, i.created_at < now() as is_renewed
    ), ended as (
      update invitation_links l set revoked_at = now()
        from written w where w.is_renewed and l.org_id = current_tenant() and l.invitation_id = w.id and l.revoked_at is null
    ), spent as (${spendDayFrom(sql, sql`(select ${addressKeyOf(sql, sql`w.email_normalized`)} as key from written w)`)}),
    recorded as (${recordFrom(sql, entries, change, authorOf(person), origin)}),
    told as (
      select tell_invited(array_agg(w.id), array_agg(w.email_normalized), array_agg(w.role), ${detail}::text::jsonb) from written w
    )
    select jsonb_build_object(
      'ids', coalesce((select jsonb_agg(w.id) from written w), '[]'),
      'renewed', (select count(*) from written w where w.is_renewed),
      'outcome', coalesce((select jsonb_object_agg(v.verdict, v.n)
                             from (select verdict, count(*) as n from judged group by verdict) v), '{}'),
      'told', (select count(*) from told)) as written`
  return row.written
}
