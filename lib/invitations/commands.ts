import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AuditEntry } from '@/lib/audit/entry'
import { type CommandContext, command } from '@/lib/command'
import { conflict, forbidden, invalid } from '@/lib/errors'
import { mailJob } from '@/lib/mail/mail-job'
import { mayGrantRole } from '@/lib/permissions/decide'
import { guard } from '@/lib/permissions/guard'
import type { Role } from '@/lib/permissions/rules'
import { lockTeams } from '@/lib/teams/locking'
import { words } from '@/messages/words'
import { type ParsedAddress, parseAddresses } from './addresses'
import { PER_ADDRESS_AND_DAY, spend } from './limits'
import { InviteMembersInput, type InviteResult, MAX_ADDRESSES } from './schemas'
import { type Invitee, type Written, writeInvitations } from './send'
import { tellInvitees } from './tell'

type Context = CommandContext<{ emails: string; role: Role; teams: string[] }>
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
      throw forbidden(words('invitations.commands.youCannotGiveARoleThatMayDo'), 'member.manage')
    const addresses = addressesIn(input.emails)
    const invitees = addresses.flatMap((a) => (a.problem ? [] : [inviteeOf(a)]))
    const giver = { id: person.id, name: `${person.firstName} ${person.lastName}` }
    const teams = await teamsToGive(context)
    const written = await writeInvitations(
      sql,
      giver,
      input.role,
      invitees,
      teams.map(({ id }) => id),
    )
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
      audit: invited.map((invitation) =>
        entryOf(
          invitation,
          input.role,
          teams.map(({ name }) => name),
        ),
      ),
      jobs: invited.map(({ id }) => mailJob({ template: 'invitation', orgId: account.id, invitationId: id })),
      closing: tellInvitees(sql, invited, detailOf(context)),
    }
  },
})

/** The teams that were chosen. Throws `conflict` where one is gone, so that nobody is promised less than was meant. */
async function teamsToGive({ sql, input, access }: Context): Promise<{ id: string; name: string }[]> {
  if (input.teams.length === 0) return []
  guard(access, 'team.addMembers')
  const teams = await lockTeams(sql, input.teams)
  if (teams.length < input.teams.length) throw conflict(words('teams.invited.gone'))
  return teams
}

function addressesIn(text: string): ParsedAddress[] {
  const addresses = parseAddresses(text)
  if (addresses.length > MAX_ADDRESSES)
    throw invalid({
      emails: words('invitations.commands.theseAreAddressesInviteUpTo', {
        length: addresses.length,
        maxAddresses: MAX_ADDRESSES,
      }),
    })
  if (addresses.some(({ problem }) => problem === null)) return addresses
  const [first] = addresses
  if (first === undefined)
    throw invalid({ emails: words('invitations.commands.enterAtLeastOneEmailAddress') })
  throw invalid({
    emails:
      first.problem === 'look_alike'
        ? words('invitations.commands.lookAlike')
        : words('invitations.commands.isNotAnEmailAddressSuchAsLena', { typed: shortened(first.typed) }),
  })
}

const inviteeOf = ({ email, normalized }: Valid): Invitee => ({ id: randomUUID(), email, normalized })

function resultOf(address: ParsedAddress, written: Map<string, Written>): InviteResult {
  const typed = { address: shortened(address.typed), invitationId: null }
  if (address.problem === 'look_alike')
    return { ...typed, outcome: 'refused', reason: words('invitations.commands.lookAlike') }
  if (address.problem) return { ...typed, outcome: 'not_an_address', reason: null }
  const row = written.get(address.normalized)
  if (row?.isMember) return { ...typed, outcome: 'member_already', reason: null }
  if (row?.isOverLimit)
    return {
      ...typed,
      outcome: 'refused',
      reason: words('invitations.commands.overLimit', { count: PER_ADDRESS_AND_DAY }),
    }
  if (!row?.id) return { ...typed, outcome: 'invited_already', reason: null }
  const reason = row.isRenewed ? words('invitations.commands.anEarlierInvitationHadExpired') : null
  return { ...typed, outcome: 'invited', reason, invitationId: row.id }
}

const shortened = (typed: string) => (typed.length > 254 ? `${typed.slice(0, 253)}…` : typed)

function entryOf(
  { id, email, isRenewed }: { id: string; email: string; isRenewed: boolean },
  role: Role,
  teams: string[],
) {
  return {
    event: isRenewed ? 'invitation.renewed' : 'member.invited',
    target: { kind: 'invitation', id, name: email },
    after: { email, role, ...(teams.length > 0 ? { teams } : {}) },
  } satisfies AuditEntry
}

const detailOf = ({ person, account, input }: Context) => ({
  organization: account.name,
  handle: account.handle,
  role: input.role,
  by: `${person.firstName} ${person.lastName}`,
})
