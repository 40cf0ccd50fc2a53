import 'server-only'
import type { z } from 'zod'
import type { Connection } from '@/db/client'
import { reading, type Transaction } from '@/db/tenant'
import type { Caller } from '@/lib/actor'
import { attempt, noteSeen, parse } from './operation'
import { type Entered, enter, enterApp, type InApp } from './permissions/facts'
import { guardSight } from './permissions/guard'
import type { Permission } from './permissions/rules'

export type QueryContext<I, E extends Entered = Entered> = Transaction & E & { input: I }

type Definition<I extends z.ZodType, R, E extends Entered = Entered> = {
  name: string
  permission: Permission
  input: I
  run(context: QueryContext<z.output<I>, E>): Promise<R>
}

/** What stands in an address: any field may be missing, or be anything. */
type Unparsed<I extends z.ZodType> = Partial<Record<keyof z.input<I>, unknown>>

/**
 * A read inside one tenant: `(caller, account, input) => rows`, where `account` is the handle in the address and may be forged like
 * any input. Throws `unauthenticated`, `not_found` (no tie to the account), `forbidden` (says what is missing; to a Team Contributor it is `not_found`), `invalid`.
 */
export function query<I extends z.ZodType, R>(definition: Definition<I, R>) {
  return (caller: Caller, account: string, raw: Unparsed<I>): Promise<R> =>
    read(definition, caller, account, raw, (sql) => enter(sql, caller.actor, account))
}

/**
 * A read inside one app: `(caller, account, app, input) => rows`, both handles as they stand in the address. Besides what `query`
 * throws, `not_found` where the actor does not reach the app.
 */
export function appQuery<I extends z.ZodType, R>(definition: Definition<I, R, InApp>) {
  return (caller: Caller, account: string, app: string, raw: Unparsed<I>): Promise<R> =>
    read(definition, caller, account, raw, (sql) => enterApp(sql, caller.actor, account, app))
}

function read<I extends z.ZodType, R, E extends Entered>(
  definition: Definition<I, R, E>,
  caller: Caller,
  account: string,
  raw: Unparsed<I>,
  entering: (sql: Connection) => Promise<E>,
): Promise<R> {
  return attempt(caller, definition.name, account, async () => {
    const input = parse(definition.input, raw)
    return reading(entering, (tx, entered) => {
      guardSight(entered.access, definition.permission)
      noteSeen(entered, caller)
      return definition.run({ ...tx, ...entered, input })
    })
  })
}
