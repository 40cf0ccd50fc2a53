import 'server-only'
import type { z } from 'zod'
import { database, leaveOut } from '@/db/client'
import type { Actor, Caller, Origin } from '@/lib/actor'
import { AppError, invalid } from '@/lib/errors'
import { log } from '@/lib/log'
import { explained } from '@/lib/outage'
import type { Entered } from '@/lib/permissions/facts'
import { isStorable } from '@/lib/storable'
import { reader } from '@/messages/reader'
import { words } from '@/messages/words'

/**
 * Parses what came in from outside. Throws `invalid` with one sentence for each field, also for text that the database cannot hold:
 * here for every form at once, since no schema would think of it.
 */
export function parse<I extends z.ZodType>(schema: I, input: unknown): z.output<I> {
  const parsed = schema.safeParse(input)
  const fields: Record<string, string> = {}
  if (parsed.success) {
    for (const [name, value] of Object.entries(parsed.data ?? {}))
      if (!holds(value)) fields[name] = words('errors.unreadable')
    if (Object.keys(fields).length === 0) return parsed.data
    throw invalid(fields)
  }
  for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'form'] ??= issue.message
  throw invalid(fields)
}

function holds(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (Array.isArray(value)) return value.every(holds)
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return !isPlain || Object.values(value).every(holds)
}

/** Runs one command or query, writing down what was refused: on its own, since the refused transaction has rolled back. */
export async function attempt<T>(
  caller: Caller,
  operation: string,
  account: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not_found')) {
      await recordRefusal(caller.actor, caller.origin, operation, account, error)
    }
    throw explained(error)
  }
}

async function recordRefusal(
  actor: Actor,
  origin: Origin,
  operation: string,
  account: string,
  error: AppError,
) {
  const who = actor.kind === 'person' ? actor.userId : null
  const token = actor.kind === 'token' ? actor.hash : null
  try {
    await database()`select record_refusal(${printable(account)}, ${operation}, ${error.permission ?? null}, ${error.code}, ${actor.kind}, ${who}::uuid,
      ${actor.kind === 'system' ? actor.name : ''}, ${origin.address}, ${origin.userAgent}, ${origin.requestId}, ${token}::bytea)`
  } catch (failure) {
    log.error(
      { err: failure, operation, requestId: origin.requestId },
      'a refused attempt could not be written down',
    )
  }
}

/** What stood in the address may be anything, also what PostgreSQL cannot store. */
const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100)

/** Notes that a sign-in or a token is in use, at most every few minutes, without making anybody wait. */
export function noteSeen(entered: Pick<Entered, 'isSeenStale'>, { actor, origin }: Caller): void {
  if (!entered.isSeenStale) return
  if (actor.kind === 'token') noteUsed(actor.hash, origin)
  if (actor.kind !== 'person') return
  const { locale, timeZone } = reader()
  leaveOut(
    database()`
      select touch_session(${actor.sessionId}::uuid), remember_reader(${actor.sessionId}::uuid, ${locale}, ${timeZone})`.catch(
      (error: unknown) => log.warn({ err: error }, 'a sign-in could not be marked as used'),
    ),
  )
}

function noteUsed(hash: Uint8Array, { address }: Origin): void {
  leaveOut(
    database()`select touch_token(${hash}::bytea, ${address})`.catch((error: unknown) =>
      log.warn({ err: error }, 'a token could not be marked as used'),
    ),
  )
}

/** Puts down that viewing as somebody else has ended by itself, without making anybody wait. */
export function noteViewingOver({ viewing }: Pick<Entered, 'viewing'>, actor: Actor): void {
  if (viewing !== 'over' || actor.kind !== 'person') return
  leaveOut(
    database()`select from end_viewing(${actor.userId}::uuid, ${actor.sessionId}::uuid)`.catch(
      (error: unknown) => log.warn({ err: error }, 'the end of a viewing could not be put down'),
    ),
  )
}
