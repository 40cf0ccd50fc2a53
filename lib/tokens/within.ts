import 'server-only'
import { conflict, forbidden, invalid, lacksScopes, notFound } from '@/lib/errors'
import type { Entered } from '@/lib/permissions/facts'
import type { Permission } from '@/lib/permissions/rules'
import { missingScopes, type Scope } from '@/lib/permissions/scopes'
import { words } from '@/messages/words'

/** What the functions of the database answer where they did not do it. */
export type Outcome =
  | 'nowhere'
  | 'too_long'
  | 'beyond'
  | 'made_already'
  | 'too_many'
  | 'gone'
  | 'expired'
  | 'not_theirs'

/** A token gives no scope that it lacks: throws `forbidden`, naming what is missing. The database holds the rest (`token_gives`). */
export function mustHold(
  { access, person }: Entered,
  scopes: readonly Scope[],
  permission: Permission,
): void {
  if (!person.token) return
  const missing = missingScopes(scopes, access.facts.token?.scopes ?? [])
  if (missing.length > 0) throw lacksScopes(missing, permission)
}

/** The error for an outcome; `field` is what the form calls the end date. */
export function refusal(outcome: Outcome, permission: Permission, maxDays: number | null = null) {
  switch (outcome) {
    case 'nowhere':
      return invalid({ to: words('tokens.errors.nowhere') })
    case 'too_long':
      return invalid({ until: words('tokens.errors.tooLong', { days: maxDays ?? 0 }) })
    case 'beyond':
      return forbidden(words('tokens.errors.beyond'), permission)
    case 'made_already':
      return conflict(words('tokens.errors.madeAlready'))
    case 'too_many':
      return conflict(words('tokens.errors.tooMany'))
    case 'expired':
      return conflict(words('tokens.errors.expired'))
    case 'not_theirs':
      return forbidden(words('tokens.errors.notTheirs'), permission)
    case 'gone':
      return notFound('app')
  }
}
