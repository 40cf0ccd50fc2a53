import 'server-only'
import { randomUUID } from 'node:crypto'
import { command } from '@/lib/command'
import { invalid } from '@/lib/errors'
import { words } from '@/messages/words'
import { lockDraft } from './draft'
import { readAddress, readLines } from './lines'
import { BatchInput, DraftInput, KeepMessageInput, MAX_LINES, MendLinesInput } from './schemas'

/**
 * Keeps a pasted list as a draft, to be checked and mended before anybody is written to. Nobody but its maker sees it. Throws
 * `invalid` where it holds no line or more than 10,000.
 */
export const draftInvitations = command({
  name: 'draftInvitations',
  permission: 'member.manage',
  input: DraftInput,
  async run({ sql, input, account, person }) {
    const lines = readLines(input.text, input.role)
    if (lines.length === 0) throw invalid({ text: words('batches.nothingPasted') })
    if (lines.length > MAX_LINES)
      throw invalid({
        text: words('batches.tooManyLines', { lines: lines.length, most: MAX_LINES }),
      })
    const id: string = randomUUID()
    await sql`
      insert into invitation_batches (id, org_id, kind, state, is_again, created_by, creator_name)
      values (${id}::uuid, ${account.id}::uuid, 'invite', 'draft', ${input.again}, ${person.id}::uuid, ${`${person.firstName} ${person.lastName}`})`
    const rows = lines.map((line, at) => ({ ...line, line: at + 1 }))
    await sql`
      insert into invitation_lines (org_id, batch_id, line, typed, email, email_normalized, role, typed_role)
      select ${account.id}::uuid, ${id}::uuid, r.line, r.typed, r.email, r.normalized, r.role, r."typedRole"
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
             as r(line int, typed text, email text, normalized text, role text, "typedRole" text)`
    return { result: { batchId: id, handle: account.handle }, audit: [] }
  },
})

/**
 * Takes what was mended in a draft: of some lines the address, the role and who is left out; what unknown words for a role mean, for
 * every line that has them; whether those who are invited already are invited anew.
 */
export const mendInvitationLines = command({
  name: 'mendInvitationLines',
  permission: 'member.manage',
  input: MendLinesInput,
  async run(context) {
    const { sql, input, account } = context
    await lockDraft(context)
    const rows = input.lines.map(({ email, ...line }) => ({
      ...line,
      ...(email ? readAddress(email) : untouched),
    }))
    await sql`
      update invitation_lines l
         set typed = coalesce(r.typed, l.typed),
             email = case when r.typed is null then l.email else r.email end,
             email_normalized = case when r.typed is null then l.email_normalized else r.normalized end,
             role = coalesce(r.role, l.role), is_left_out = r."isLeftOut"
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
             as r(line int, typed text, email text, normalized text, role text, "isLeftOut" boolean)
       where l.org_id = ${account.id}::uuid and l.batch_id = ${input.batchId}::uuid and l.line = r.line`
    if (input.roles.length > 0)
      await sql`
        update invitation_lines l set role = r.role
          from jsonb_to_recordset(${JSON.stringify(input.roles)}::text::jsonb) as r("typedRole" text, role text)
         where l.org_id = ${account.id}::uuid and l.batch_id = ${input.batchId}::uuid and l.role is null and l.typed_role = r."typedRole"`
    if (input.again)
      await sql`
        update invitation_batches set is_again = ${input.again === 'yes'}
         where org_id = ${account.id}::uuid and id = ${input.batchId}::uuid`
    return { result: { batchId: input.batchId, handle: account.handle }, audit: [] }
  },
})

const untouched = { typed: null, email: null, normalized: null }

/** Keeps the message of a draft until it is sent. */
export const keepInvitationMessage = command({
  name: 'keepInvitationMessage',
  permission: 'member.manage',
  input: KeepMessageInput,
  async run(context) {
    const { sql, input, account } = context
    await lockDraft(context)
    await sql`
      update invitation_batches set message = ${input.message}
       where org_id = ${account.id}::uuid and id = ${input.batchId}::uuid`
    return { result: { batchId: input.batchId, handle: account.handle }, audit: [] }
  },
})

/** Throws a draft away. Nobody was written to. */
export const discardInvitationDraft = command({
  name: 'discardInvitationDraft',
  permission: 'member.manage',
  input: BatchInput,
  async run(context) {
    const { sql, input, account } = context
    await lockDraft(context)
    await sql`
      update invitation_batches set state = 'discarded'
       where org_id = ${account.id}::uuid and id = ${input.batchId}::uuid`
    return { result: { handle: account.handle }, audit: [] }
  },
})
