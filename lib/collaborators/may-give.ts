import 'server-only'
import type { Connection } from '@/db/client'
import { forbidden } from '@/lib/errors'
import type { InApp } from '@/lib/permissions/facts'
import { lackedScopes, mayGiveScopes, mayGiveUntil, sharesAsOwner } from '@/lib/permissions/giving'
import type { Permission } from '@/lib/permissions/rules'
import { dateWords, dayOf } from '@/messages/dates'
import { words } from '@/messages/words'

type Context = Pick<InApp, 'access' | 'account'> & { sql: Connection }

/** Throws `forbidden` where a collaborator shares and the organization has switched that off. */
export async function mustBeLetShare(
  context: Context,
  permission: Permission = 'collaborator.add',
): Promise<void> {
  if (!(await isLetShare(context)))
    throw forbidden(words('collaborators.switchedOff', { organization: context.account.name }), permission)
}

/** Whether the account lets whoever asks share its apps: its own people always may. */
export async function isLetShare({ sql, access }: Context): Promise<boolean> {
  if (sharesAsOwner(access)) return true
  const [row] = await sql<[{ may: boolean }]>`select collaborators_may_share() as may`
  return row.may
}

/** Throws `forbidden`, naming what is lacking, for scopes that are not the caller's to give. */
export function mustHold({ access }: Pick<Context, 'access'>, scopes: readonly string[]): void {
  if (mayGiveScopes(access, scopes)) return
  const lacked = lackedScopes(access, scopes)
  throw forbidden(
    words(lacked.length > 0 ? 'collaborators.lacks' : 'collaborators.lacksSome', {
      scopes: lacked.slice(0, 8).join(', '),
    }),
    'collaborator.add',
  )
}

/** Throws `forbidden` for an end date past the caller's own. */
export function mustStay({ access }: Pick<Context, 'access'>, until: Date | null): void {
  const own = mayGiveUntil(access)
  if (own === null || (until !== null && until <= own)) return
  throw forbidden(words('collaborators.pastOwnEnd', { until: dateWords(own, 'date') }), 'collaborator.add')
}

/**
 * What a date field says is the end of a day. On the day on which something ends anyway, that moment is meant: the field shows no clock, and
 * sends back what it showed.
 */
export function untilMeant(until: Date | null, ends: readonly (Date | null)[]): Date | null {
  if (until?.getMilliseconds() !== 999) return until
  return ends.find((end) => end !== null && end < until && dayOf(end) === dayOf(until)) ?? until
}
