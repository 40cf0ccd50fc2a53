import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AuditEntry } from '@/lib/audit/entry'
import { tellOfShares } from '@/lib/collaborations/tell'
import { appCommand } from '@/lib/command'
import { invalid } from '@/lib/errors'
import { type ParsedAddress, parseAddresses } from '@/lib/invitations/addresses'
import { addressesOverLimit, PER_ADDRESS_AND_DAY, spend } from '@/lib/invitations/limits'
import { listed } from '@/lib/members/memberships'
import { mayGiveUntil } from '@/lib/permissions/giving'
import { words } from '@/messages/words'
import { scopesOf } from './chosen-scopes'
import { mustBeLetShare, mustHold, mustStay, untilMeant } from './may-give'
import { AddCollaboratorsInput, type AddResult, MAX_ADDRESSES } from './schemas'

type Outcome = 'offered' | 'offered_again' | 'yourself' | 'collaborator_already' | 'not_yours'
type Written = { normalized: string; share_id: string | null; outcome: Outcome }
type Valid = Extract<ParsedAddress, { problem: null }>

/**
 * Offers the app to everybody whose address stands in the text `emails`, with the chosen scopes and all that they need, until a date or for
 * good. Gives a result for each address, in order, which is the same whether or not it has an account, and what was `brought` along. Throws
 * `invalid` where no address is one or no scope is chosen, `forbidden` for more than is the caller's to give, `rate_limited` past the limits of
 * inviting; then nobody is offered anything.
 */
export const addCollaborators = appCommand({
  name: 'addCollaborators',
  permission: 'collaborator.add',
  input: AddCollaboratorsInput,
  async run(context) {
    const { sql, input, access, account, app, person, change } = context
    await mustBeLetShare(context)
    const { scopes, brought } = scopesOf(input, access)
    mustHold(context, scopes)
    const end = untilMeant(input.until, [mayGiveUntil(access)])
    mustStay(context, end)
    const addresses = addressesIn(input.emails)
    const valid = addresses.filter((address): address is Valid => address.problem === null)
    const over = await addressesOverLimit(
      sql,
      account.id,
      valid.map(({ normalized }) => normalized),
    )
    const offers = valid
      .filter(({ normalized }) => !over.has(normalized))
      .map(({ email, normalized }) => ({ id: randomUUID(), email, normalized }))
    const until = end?.toISOString() ?? null
    const written = await sql<Written[]>`
      select * from offer_app(${JSON.stringify(offers)}::text::jsonb, ${listed(scopes)}::text[], ${until}::timestamptz,
                              ${`${person.firstName} ${person.lastName}`}, ${change}::uuid)`
    const open = written.flatMap(({ normalized, share_id: id }) => (id ? [{ id, normalized }] : []))
    await spend(
      sql,
      account.id,
      person,
      open.map(({ normalized }) => normalized),
    )
    const byAddress = new Map(written.map((row) => [row.normalized, row]))
    const emailOf = new Map(offers.map(({ normalized, email }) => [normalized, email]))
    return {
      result: {
        results: addresses.map((address) => resultOf(address, byAddress, over)),
        scopes,
        brought,
        until: end,
        at: { account: account.handle, app: app.handle },
      },
      audit: open.map(
        ({ id, normalized }): AuditEntry => ({
          event: 'collaborator.offered',
          target: { kind: 'share', id, name: emailOf.get(normalized) ?? normalized },
          after: { app: app.name, scopes, ...(until ? { until } : {}) },
        }),
      ),
      ...tellOfShares(
        sql,
        account.id,
        open.map(({ id }) => id),
      ),
    }
  },
})

function addressesIn(text: string): ParsedAddress[] {
  const addresses = parseAddresses(text)
  if (addresses.length > MAX_ADDRESSES)
    throw invalid({
      emails: words('collaborators.add.tooMany', { count: addresses.length, max: MAX_ADDRESSES }),
    })
  if (addresses.some(({ problem }) => problem === null)) return addresses
  const [first] = addresses
  throw invalid({
    emails:
      first?.problem === 'look_alike'
        ? words('invitations.commands.lookAlike')
        : first
          ? words('collaborators.add.noAddress', { typed: shortened(first.typed) })
          : words('collaborators.schemas.emails'),
  })
}

function resultOf(address: ParsedAddress, written: Map<string, Written>, over: Set<string>): AddResult {
  const typed = shortened(address.typed)
  const refused = (reason: string): AddResult => ({
    address: typed,
    outcome: 'refused',
    reason,
    shareId: null,
  })
  if (address.problem === 'look_alike') return refused(words('invitations.commands.lookAlike'))
  if (address.problem) return refused(words('collaborators.add.noAddress', { typed }))
  if (over.has(address.normalized))
    return refused(words('invitations.commands.overLimit', { count: PER_ADDRESS_AND_DAY }))
  const row = written.get(address.normalized)
  switch (row?.outcome) {
    case 'offered':
      return { address: typed, outcome: 'offered', reason: null, shareId: row.share_id }
    case 'offered_again':
      return {
        address: typed,
        outcome: 'offered_again',
        reason: words('collaborators.add.replaced'),
        shareId: row.share_id,
      }
    case 'yourself':
    case 'collaborator_already':
    case 'not_yours':
      return refused(words(`collaborators.add.${row.outcome}`))
    default:
      return refused(words('collaborators.add.notNow'))
  }
}

const shortened = (typed: string) => (typed.length > 254 ? `${typed.slice(0, 253)}…` : typed)
