import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Connection } from '@/db/client'
import { type Closing, type Transaction, writing } from '@/db/tenant'
import type { Actor, Caller, Origin } from '@/lib/actor'
import { type AuditEntry, type Author, authorOf, recordEntries } from './audit/entry'
import { enqueueJobs } from './jobs/enqueue'
import type { Job } from './jobs/table'
import { type Notice, tellPeople } from './notifications/tell'
import { attempt, noteSeen, noteViewingOver, parse } from './operation'
import { type Entered, enter, enterApp, type InApp } from './permissions/facts'
import { guard, refuseViewer } from './permissions/guard'
import type { Permission } from './permissions/rules'

/** What a command says it did. The wrapper writes the history and sends what follows, in the same transaction. */
export type Outcome<R> = {
  result: R
  audit: AuditEntry[]
  notices?: Notice[]
  jobs?: Job[]
  /** Statements of the domain's own that close the change. */
  closing?: Closing
}

export type CommandContext<I, E extends Entered = Entered> = Transaction &
  E & { input: I; change: string; origin: Origin }

type Definition<I extends z.ZodType, R, E extends Entered> = {
  name: string
  permission: Permission
  input: I
  /** How the tenant is entered, where it is not by the handle alone: by an invitation's secret, for one. */
  enter?: (sql: Connection, actor: Actor, account: string, input: z.output<I>, change: string) => Promise<E>
  run(context: CommandContext<z.output<I>, E>): Promise<Outcome<R>>
}

/**
 * A change inside one tenant: `(caller, account, input) => result`, where `account` is the handle in the address, or `me`. One
 * transaction: enter, decide, write, record, enqueue; all or nothing. Throws the closed set of `lib/errors.ts`.
 */
export function command<I extends z.ZodType, R, E extends Entered = Entered>(
  definition: Definition<I, R, E>,
) {
  return (caller: Caller, account: string, raw: z.input<I>): Promise<R> =>
    write(
      definition,
      caller,
      account,
      raw,
      (sql, input, change) =>
        definition.enter
          ? definition.enter(sql, caller.actor, account, input, change)
          : (enter(sql, caller.actor, account) as Promise<E>), // without an `enter` of its own, E is Entered
    )
}

/**
 * A change inside one app: `(caller, account, { app, ...input }) => result`, where `app` is the ID in the address. Besides what
 * `command` throws, `not_found` where the actor does not reach the app.
 */
export function appCommand<I extends z.ZodType, R>(definition: Omit<Definition<I, R, InApp>, 'enter'>) {
  return (caller: Caller, account: string, raw: z.input<I> & { app: string }): Promise<R> => {
    const { app, ...input } = raw
    return write(definition, caller, account, input, (sql) =>
      enterApp(sql, caller.actor, account, typeof app === 'string' ? app : ''),
    )
  }
}

function write<I extends z.ZodType, R, E extends Entered>(
  definition: Definition<I, R, E>,
  caller: Caller,
  account: string,
  raw: unknown,
  entering: (sql: Connection, input: z.output<I>, change: string) => Promise<E>,
): Promise<R> {
  return attempt(caller, definition.name, account, async () => {
    const input = parse(definition.input, raw)
    const change = randomUUID()
    return writing(
      (sql) => entering(sql, input, change),
      async (tx, entered) => {
        noteViewingOver(entered, caller.actor)
        refuseViewer(entered, definition.permission, caller.shownTo)
        guard(entered.access, definition.permission)
        noteSeen(entered, caller)
        const outcome = await definition.run({ ...tx, ...entered, input, change, origin: caller.origin })
        const author = authorOf(entered.person)
        return { result: outcome.result, closing: closingOf(tx.sql, outcome, change, author, caller.origin) }
      },
    )
  })
}

type OpenDefinition<I extends z.ZodType, R> = {
  name: string
  input: I
  run(context: {
    sql: Connection
    input: z.output<I>
    change: string
    origin: Origin
    actor: Actor
  }): Promise<Outcome<R> & { author: Author }>
}

/**
 * A change by somebody who has entered nothing yet: signing up, signing in, using a mailed link. `run` works through the definer
 * functions alone, which enter the person's own account where there is something to record.
 */
export function openCommand<I extends z.ZodType, R>(definition: OpenDefinition<I, R>) {
  return async (caller: Caller, raw: z.input<I>): Promise<R> => {
    const input = parse(definition.input, raw)
    const change = randomUUID()
    return writing(
      async () => undefined,
      async ({ sql }) => {
        const outcome = await definition.run({
          sql,
          input,
          change,
          origin: caller.origin,
          actor: caller.actor,
        })
        return {
          result: outcome.result,
          closing: closingOf(sql, outcome, change, outcome.author, caller.origin),
        }
      },
    )
  }
}

function closingOf(
  sql: Connection,
  outcome: Outcome<unknown>,
  change: string,
  author: Author,
  origin: Origin,
): Closing {
  return [
    ...(outcome.closing ?? []),
    ...recordEntries(sql, outcome.audit, change, author, origin),
    ...tellPeople(sql, outcome.notices ?? []),
    ...enqueueJobs(sql, outcome.jobs ?? []),
  ]
}
