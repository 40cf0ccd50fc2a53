import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AuditEntry } from '@/lib/audit/entry'
import { authorOf } from '@/lib/audit/entry'
import type { EventName } from '@/lib/audit/events'
import { type CommandContext, command } from '@/lib/command'
import { conflict, notFound } from '@/lib/errors'
import type { Notice } from '@/lib/notifications/tell'
import { words } from '@/messages/words'
import { curlOf } from './curl'
import { dated, lineOf, type OwnTokenLine, type TokenLine } from './rows'
import { CreateTokenInput, RotateTokenInput, TokenInput, UpdateTokenInput } from './schemas'
import { makeTokenSecret } from './secret'
import { mustHold, type Outcome, refusal } from './within'

/**
 * Makes a personal access token in one's own account. Its secret is in the answer and nowhere else. Throws `invalid` for an account that it
 * cannot be limited to, or an end date beyond what that one allows; `conflict` where the same form made it already.
 */
export const createToken = command({
  name: 'createToken',
  permission: 'ownToken.create',
  input: CreateTokenInput,
  async run(context) {
    const { sql, input, person, account } = context
    const { name, scopes, to, until } = input
    mustHold(context, scopes, 'ownToken.create')
    const id = input.id ?? randomUUID()
    const { secret, hash, lastFour } = makeTokenSecret('personal')
    const place = to === 'me' ? person.username : to || null
    const [made] = await sql<[{ outcome: Outcome | 'made'; line: OwnTokenLine; max_days: number | null }]>`
      select * from make_token(${id}::uuid, ${name}, ${[...scopes]}::text[], ${place}, ${hash}, ${lastFour}, ${until?.toISOString() ?? null}::timestamptz,
                               ${person.token?.id ?? null}::uuid)`
    if (made.outcome !== 'made') throw refusal(made.outcome, 'ownToken.create', made.max_days)
    return {
      result: { secret, curl: curlOf(made.line, secret), token: dated(made.line), handle: account.handle },
      audit: [entryOf('token.created', made.line)],
      notices: [told(context, 'token.created', made.line)],
      closing: [alsoThere(context, 'token.created', id)],
    }
  },
})

/**
 * Gives a token of one's own a new secret, and that of a collaboration its first: what knew the old one is out at once. Throws `conflict`
 * for one that has expired.
 */
export const rotateToken = command({
  name: 'rotateToken',
  permission: 'ownToken.create',
  input: RotateTokenInput,
  async run(context) {
    const { sql, input, person, account } = context
    const present = await lineOf<OwnTokenLine>(
      sql`select my_tokens(${input.id}::uuid, null, null, null, false, 1) as line`,
    )
    if (!present) throw notFound()
    mustBeAsSeen(present.lastFour, input.was)
    const { secret, hash, lastFour } = makeTokenSecret(present.kind)
    const [row] = await sql<[{ answer: { outcome: Outcome | 'rotated'; line: OwnTokenLine } | null }]>`
      select rotate_token(${input.id}::uuid, ${hash}, ${lastFour}, ${person.token?.id ?? null}::uuid) as answer`
    if (!row.answer) throw notFound()
    const { outcome, line } = row.answer
    if (outcome !== 'rotated') throw refusal(outcome, 'ownToken.create')
    return {
      result: { secret, curl: curlOf(line, secret), token: dated(line), handle: account.handle },
      audit: [entryOf('token.rotated', line)],
      notices: [told(context, 'token.rotated', line)],
      closing: [alsoThere(context, 'token.rotated', input.id)],
    }
  },
})
type Changed = { outcome: Outcome | 'changed'; line: OwnTokenLine; before: TokenLine }

/** Names a token of one's own anew, or gives it other scopes; a key of an app only such as concern apps. */
export const updateToken = command({
  name: 'updateToken',
  permission: 'ownToken.create',
  input: UpdateTokenInput,
  async run(context) {
    const { sql, input, person } = context
    if (input.scopes) mustHold(context, input.scopes, 'ownToken.create')
    const [row] = await sql<[{ answer: Changed | null }]>`
      select change_token(${input.id}::uuid, ${input.name ?? null}, ${input.scopes ?? null}::text[], ${person.token?.id ?? null}::uuid) as answer`
    if (!row.answer) throw notFound()
    const { outcome, line, before } = row.answer
    if (outcome !== 'changed') throw refusal(outcome, 'ownToken.create')
    return {
      result: dated(line),
      audit: [
        {
          ...entryOf('token.updated', line),
          before: { name: before.name, scopes: before.scopes },
          after: { name: line.name, scopes: line.scopes },
        },
      ],
      closing: [alsoThere(context, 'token.updated', input.id)],
    }
  },
})

/** Ends a token of one's own: it opens nothing from the next request on. That of a collaboration ends with it, by leaving. */
export const revokeOwnToken = command({
  name: 'revokeOwnToken',
  permission: 'ownToken.revoke',
  input: TokenInput,
  async run(context) {
    const { sql, input, account } = context
    const [row] = await sql<[{ line: TokenLine | null }]>`
      select revoke_own_token(${input.id}::uuid, ${context.change}::uuid) as line`
    if (!row.line) throw notFound()
    return {
      result: { name: row.line.name, handle: account.handle },
      audit: [entryOf('token.revoked', row.line)],
      closing: [alsoThere(context, 'token.revoked', input.id)],
    }
  },
})

type Context = CommandContext<unknown>

/** Throws `conflict` where the token was given a new secret since the page was read. */
export function mustBeAsSeen(lastFour: string | null, was: string | undefined): void {
  if (was !== undefined && was !== (lastFour ?? '')) throw conflict(words('tokens.errors.rotatedSince'))
}

/** How the history tells of a token: never with its secret, nor the end of it. */
export const entryOf = (event: EventName, line: TokenLine): AuditEntry => ({
  event,
  target: { kind: 'token', id: line.id, name: line.name },
  after: {
    owner: line.owner.name,
    scopes: line.scopes,
    ...(line.account ? { account: line.account.handle } : {}),
    ...(line.app ? { app: line.app.name } : {}),
    ...(line.expiresAt ? { expiresAt: line.expiresAt } : {}),
  },
})

/** Whoever has a new secret is told, in case it was not they who made it. */
const told = (
  { person, account }: Context,
  kind: 'token.created' | 'token.rotated',
  line: TokenLine,
): Notice => ({
  userId: person.id,
  orgId: account.id,
  kind,
  subjectId: line.id,
  detail: { token: line.name, handle: account.handle },
})

/** The same line in the history of the organization that the token is bound to. */
function alsoThere({ sql, person, change, origin }: Context, event: EventName, id: string) {
  const { kind, name } = authorOf(person)
  return sql`
    select record_bound_token(${id}::uuid, ${event}, ${change}::uuid, ${kind}, ${name}, ${origin.address}, ${origin.userAgent}, ${origin.requestId})`
}
