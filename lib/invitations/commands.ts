import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AuditEntry } from '@/lib/audit/entry'
import { type CommandContext, command } from '@/lib/command'
import { forbidden, invalid } from '@/lib/errors'
import { mailJob } from '@/lib/mail/mail-job'
import { mayGrantRole } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { type ParsedAddress, parseAddresses } from './addresses'
import { PER_ADDRESS_AND_DAY, spend } from './limits'
import { InviteMembersInput, type InviteResult, MAX_ADDRESSES } from './schemas'
import { type Invitee, type Written, writeInvitations } from './send'
import { tellInvitees } from './tell'

type Context = CommandContext<{ emails: string; role: Role }>
type Valid = Extract<ParsedAddress, { problem: null }>

/**
 * Invites everybody whose address stands in the text `emails`, as `role`. Gives a result for each address, in order. Throws
 * `invalid` where no address is one or there are too many, `rate_limited` past the limits; then nobody is invited.
 */
export const inviteMembers = command({
  name: 'inviteMembers',
  permission: 'member.manage',
  input: InviteMembersInput,
  async run(context) {
    const { sql, input, person, account, access } = context
    if (!mayGrantRole(access, input.role))
      throw forbidden('You cannot give a role that may do more than you.', 'member.manage')
    const addresses = addressesIn(input.emails)
    const invitees = addresses.flatMap((a) => (a.problem ? [] : [inviteeOf(a)]))
    const giver = { id: person.id, name: `${person.firstName} ${person.lastName}` }
    const written = await writeInvitations(sql, giver, input.role, invitees)
    const byAddress = new Map(written.map((row) => [row.normalized, row]))
    const invited = invitees.flatMap(({ email, normalized }) => {
      const row = byAddress.get(normalized)
      return row?.id ? [{ id: row.id, email, normalized, isRenewed: row.isRenewed }] : []
    })
    await spend(
      sql,
      account.id,
      person,
      invited.map(({ normalized }) => normalized),
    )
    return {
      result: { results: addresses.map((address) => resultOf(address, byAddress)) },
      audit: invited.map((invitation) => entryOf(invitation, input.role)),
      jobs: invited.map(({ id }) => mailJob({ template: 'invitation', orgId: account.id, invitationId: id })),
      closing: tellInvitees(sql, invited, detailOf(context)),
    }
  },
})

function addressesIn(text: string): ParsedAddress[] {
  const addresses = parseAddresses(text)
  if (addresses.length > MAX_ADDRESSES)
    throw invalid({
      emails: `These are ${addresses.length} addresses. Invite up to ${MAX_ADDRESSES} people at once.`,
    })
  if (addresses.some(({ problem }) => problem === null)) return addresses
  const [first] = addresses
  if (first === undefined) throw invalid({ emails: 'Enter at least one email address.' })
  throw invalid({
    emails:
      first.problem === 'look_alike'
        ? LOOK_ALIKE
        : `“${shortened(first.typed)}” is not an email address, such as lena@example.com.`,
  })
}

const inviteeOf = ({ email, normalized }: Valid): Invitee => ({ id: randomUUID(), email, normalized })

const LOOK_ALIKE = 'It holds a sign that only looks like @. Type the address with a plain @.'
const OVER_LIMIT = `This address was written to ${PER_ADDRESS_AND_DAY} times within a day. Try again tomorrow.`

function resultOf(address: ParsedAddress, written: Map<string, Written>): InviteResult {
  const typed = { address: shortened(address.typed), invitationId: null }
  if (address.problem === 'look_alike') return { ...typed, outcome: 'refused', reason: LOOK_ALIKE }
  if (address.problem) return { ...typed, outcome: 'not_an_address', reason: null }
  const row = written.get(address.normalized)
  if (row?.isMember) return { ...typed, outcome: 'member_already', reason: null }
  if (row?.isOverLimit) return { ...typed, outcome: 'refused', reason: OVER_LIMIT }
  if (!row?.id) return { ...typed, outcome: 'invited_already', reason: null }
  const reason = row.isRenewed ? 'An earlier invitation had expired and was renewed.' : null
  return { ...typed, outcome: 'invited', reason, invitationId: row.id }
}

const shortened = (typed: string) => (typed.length > 254 ? `${typed.slice(0, 253)}…` : typed)

function entryOf({ id, email, isRenewed }: { id: string; email: string; isRenewed: boolean }, role: Role) {
  return {
    event: isRenewed ? 'invitation.renewed' : 'member.invited',
    target: { kind: 'invitation', id, name: email },
    after: { email, role },
  } satisfies AuditEntry
}

const detailOf = ({ person, account, input }: Context) => ({
  organization: account.name,
  handle: account.handle,
  role: input.role,
  by: `${person.firstName} ${person.lastName}`,
})
