import 'server-only'
import { glancing } from '@/db/tenant'
import type { Caller } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { attempt, noteSeen } from '@/lib/operation'
import { mightThemselves, scopesHeld } from '@/lib/permissions/decide'
import { enter } from '@/lib/permissions/facts'

/**
 * The scopes that a token counts with in an account, or in one app of it: of a collaborator, those that they were given. Wants no scope itself.
 * Throws `not_found` where its owner sees neither.
 */
export function findScopesHeld(
  caller: Caller,
  account: string,
  app: string | null,
): Promise<readonly string[]> {
  return attempt(caller, 'findScopesHeld', account, async () => {
    const entered = await glancing((sql) => enter(sql, caller.actor, account, app))
    noteSeen(entered, caller)
    const { access } = entered
    if (app !== null && !mightThemselves(access, 'app.view')) throw notFound('app')
    const { token } = access.facts
    const isElsewhere =
      token !== null &&
      (token.barred ||
        (token.accountId !== null && token.accountId !== access.facts.account.id) ||
        (token.appId !== null && token.appId !== access.facts.app?.id))
    if (isElsewhere) return []
    const held = scopesHeld(access.facts)
    return held === 'all' ? ['All'] : held
  })
}
