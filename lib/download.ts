import 'server-only'
import type { z } from 'zod'
import type { Connection } from '@/db/client'
import { reading, writing } from '@/db/tenant'
import type { Caller } from '@/lib/actor'
import { type AuditEntry, authorOf, recordEntries } from './audit/entry'
import { attachment, type FileFormat } from './download-format'
import { streamOf } from './download-stream'
import { attempt, noteSeen, parse } from './operation'
import { type Entered, enter } from './permissions/facts'
import { guardSight, refuseViewer } from './permissions/guard'
import type { Permission } from './permissions/rules'
import type { QueryContext } from './query'

/** How many rows are read in one transaction, and held in memory at a time. */
export const BATCH_SIZE = 1000

type Definition<I extends z.ZodType, R> = {
  name: string
  permission: Permission
  input: I
  /** The name of the file without its ending, and how rows are written. Asked once, before the first row. */
  file(context: QueryContext<z.output<I>>): { name: string; format: FileFormat<R> }
  /** At most `size` rows in keyset order, past `after` (the last row of the batch before; null for the first). Fewer end the file. */
  rows(context: QueryContext<z.output<I>>, after: R | null, size: number): Promise<R[]>
  /** What the history says of the export, committed before the first row leaves. Without it nothing is recorded. */
  audit?(input: z.output<I>): AuditEntry
}

/** What stands in an address: any field may be missing, or be anything. */
type Unparsed = Record<string, unknown>
export type Download = (caller: Caller, account: string, raw: Unparsed) => Promise<Response>

/**
 * A file of any length, read inside one tenant: `(caller, account, input) => Response`. Every batch is a transaction of its own, which
 * enters and asks the guard again: memory stays constant, nothing is held open while a slow reader takes its time, and whoever loses
 * the permission or the sign-in gets no further. So the file is no snapshot: rows that change meanwhile appear as they are when read.
 *
 * Throws what a query throws, and `forbidden` for whoever views the organization as somebody else, as long as nothing was sent. Later failures end the file with a line that says so and break the
 * connection off, which browsers show as a failed download. When the reader goes, reading stops.
 *
 *     // lib/members/export.ts
 *     export const exportMembers = download({
 *       name: 'exportMembers',
 *       permission: 'member.view',
 *       input: MembersSearch,
 *       file: ({ account }) => ({ name: `${account.handle} members`, format: csvFile(columns) }),
 *       rows: ({ orm, account, input }, after, size) => …where(after ? gt(members.id, after.id) : undefined).limit(size),
 *     })
 *     // app/(portal)/[account]/members/export/route.ts
 *     export const GET = downloadRoute(exportMembers)      // lib/download-route.ts
 *
 * and a plain `<a href download>` to that address. `csvFile` and `jsonLines` stand in `lib/download-format.ts`.
 */
export function download<I extends z.ZodType, R>(definition: Definition<I, R>): Download {
  type Context = QueryContext<z.output<I>>
  return async (caller, account, raw) => {
    const input = parse(definition.input, raw)
    const entering = (sql: Connection) => enter(sql, caller.actor, account)
    const guarded = (entered: Entered) => {
      refuseViewer(entered, definition.permission)
      guardSight(entered.access, definition.permission)
      noteSeen(entered, caller)
    }
    const inside = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
      attempt(caller, definition.name, account, () =>
        reading(entering, (tx, entered) => {
          guarded(entered)
          return work({ ...tx, ...entered, input })
        }),
      )
    const record = (entry: AuditEntry): Promise<void> =>
      attempt(caller, definition.name, account, () =>
        writing(entering, async ({ sql }, entered) => {
          guarded(entered)
          const author = authorOf(entered.person)
          return {
            result: undefined,
            closing: recordEntries(sql, [entry], crypto.randomUUID(), author, caller.origin),
          }
        }),
      )
    const rowsPast = (context: Context, after: R | null) => definition.rows(context, after, BATCH_SIZE)

    const entry = definition.audit?.(input)
    if (entry) await record(entry)
    const { name, format, rows } = await inside(async (context) => ({
      ...definition.file(context),
      rows: await rowsPast(context, null),
    }))
    const batches = batchesFrom(rows, (after) => inside((context) => rowsPast(context, after)))
    const about = { operation: definition.name, requestId: caller.origin.requestId }
    return new Response(streamOf({ pieces: format.pieces(batches), broken: format.broken(), about }), {
      headers: {
        'content-type': format.contentType,
        'content-disposition': attachment(`${name}.${format.extension}`),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  }
}

async function* batchesFrom<R>(first: R[], next: (after: R) => Promise<R[]>): AsyncGenerator<R[]> {
  for (let rows = first; ; ) {
    yield rows
    const last = rows[BATCH_SIZE - 1]
    if (last === undefined) return
    rows = await next(last)
  }
}
