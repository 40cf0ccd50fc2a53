import 'server-only'
import { z } from 'zod'
import { findAllowance } from '@/lib/invitations/limits'
import type { Role } from '@/lib/permissions/rules'
import { query } from '@/lib/query'
import { findDraft } from './draft'
import { judgedLines } from './judged'
import { BatchInput, LINES_AT_ONCE, LinesSearch, SHOWN, type Shown, type Verdict } from './schemas'

export type DraftLine = {
  line: number
  typed: string
  email: string | null
  role: Role | null
  typedRole: string
  verdict: Verdict
  /** The line with the same address that counts, where this one does not. */
  sameAs: number | null
  /** What the person is already. */
  roleHeld: Role | null
}

export type Counts = Record<Shown, number> & { verdicts: Partial<Record<Verdict, number>> }

/** A page of a draft's lines with what would become of each, and how many there are of which. */
export const checkInvitationDraft = query({
  name: 'checkInvitationDraft',
  permission: 'member.manage',
  input: BatchInput.extend(LinesSearch.shape),
  async run(context) {
    const { sql, input, account } = context
    const draft = await findDraft(context)
    const isBack = input.before !== undefined
    const wanted = JSON.stringify(SHOWN[input.show])
    const past = isBack
      ? sql`j.line < ${input.before ?? 0}::int order by j.line desc`
      : sql`j.line > ${input.after ?? 0}::int order by j.line`
    const [{ found }] = await sql<[{ found: Found }]>`
      with judged as materialized (${judgedLines(sql, draft.id)})
      select jsonb_build_object(
        'verdicts', coalesce((select jsonb_object_agg(v.verdict, v.n)
                                from (select verdict, count(*) as n from judged group by verdict) v), '{}'),
        'unknownRoles', coalesce((select jsonb_agg(r) from (
            select typed_role as words, count(*) as lines from judged where verdict = 'bad_role'
             group by typed_role order by count(*) desc, typed_role limit 5) r), '[]'),
        'rows', coalesce((select jsonb_agg(p order by p.line) from (
            select j.line, j.typed, j.email, j.role, j.typed_role as "typedRole", j.verdict, j.same_as as "sameAs", j.role_held as "roleHeld"
              from judged j where ${wanted}::jsonb ? j.verdict and ${past} limit ${LINES_AT_ONCE + 1}) p), '[]')) as found`
    const hasMore = found.rows.length > LINES_AT_ONCE
    const rows = isBack ? found.rows.slice(-LINES_AT_ONCE) : found.rows.slice(0, LINES_AT_ONCE)
    return {
      draft,
      handle: account.handle,
      organization: account.name,
      rows,
      previous: (isBack ? hasMore : (input.after ?? 0) > 0) ? (rows[0]?.line ?? null) : null,
      next: (isBack ? true : hasMore) ? (rows.at(-1)?.line ?? null) : null,
      counts: countsOf(found.verdicts),
      unknownRoles: found.unknownRoles,
      show: input.show,
    }
  },
})

type Found = {
  verdicts: Counts['verdicts']
  unknownRoles: { words: string; lines: number }[]
  rows: DraftLine[]
}

function countsOf(verdicts: Counts['verdicts']): Counts {
  const count = (shown: Shown) => SHOWN[shown].reduce((sum, verdict) => sum + (verdicts[verdict] ?? 0), 0)
  return {
    all: count('all'),
    mistakes: count('mistakes'),
    invited: count('invited'),
    skipped: count('skipped'),
    verdicts,
  }
}

/** What is asked once more before a draft is sent: how many of which role, what is left out, and whether the limits allow it. */
export const reviewInvitationDraft = query({
  name: 'reviewInvitationDraft',
  permission: 'member.manage',
  input: BatchInput,
  async run(context) {
    const { sql, account, person } = context
    const draft = await findDraft(context)
    const groups = await sql<{ verdict: Verdict; role: Role | null; n: number }[]>`
      select j.verdict, j.role, count(*)::int as n from (${judgedLines(sql, draft.id)}) j group by j.verdict, j.role`
    const verdicts: Counts['verdicts'] = {}
    for (const { verdict, n } of groups) verdicts[verdict] = (verdicts[verdict] ?? 0) + n
    const going = groups.filter(({ verdict }) => verdict === 'new' || verdict === 'renew')
    const roles = new Map<Role, number>()
    for (const { role, n } of going) if (role) roles.set(role, (roles.get(role) ?? 0) + n)
    return {
      draft,
      handle: account.handle,
      organization: account.name,
      counts: countsOf(verdicts),
      roles: [...roles].map(([role, count]) => ({ role, count })).sort((a, b) => b.count - a.count),
      allowance: await findAllowance(sql, account.id, person),
    }
  },
})

export type BatchSummary = {
  id: string
  kind: 'invite' | 'resend' | 'renew'
  state: 'draft' | 'sent'
  creatorName: string
  at: Date
  /** Lines of a draft, mails of what was sent. */
  size: number
}

/** The page that takes a list: whether the caller may, their own drafts, and what was sent lately. */
export const listInvitationBatches = query({
  name: 'listInvitationBatches',
  permission: 'member.manage',
  input: z.object({}),
  async run({ sql, account, person }) {
    const rows = await sql<(Omit<BatchSummary, 'at'> & { at: string })[]>`
      select * from (
        (select b.id, b.kind, b.state, b.creator_name as "creatorName", b.created_at as at,
                (select count(*)::int from invitation_lines l where l.org_id = b.org_id and l.batch_id = b.id) as size
           from invitation_batches b
          where b.org_id = ${account.id}::uuid and b.state = 'draft' and b.created_by = ${person.id}::uuid
          order by b.created_at desc, b.id limit 5)
        union all
        (select id, kind, state, creator_name, sent_at, mails from invitation_batches
          where org_id = ${account.id}::uuid and state = 'sent' order by created_at desc, id limit 5)) b
       order by b.state, b.at desc`
    return {
      handle: account.handle,
      organization: account.name,
      batches: rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) })),
    }
  },
})
