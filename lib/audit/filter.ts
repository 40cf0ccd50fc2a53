import 'server-only'
import type { Fragment } from 'postgres'
import type { Connection } from '@/db/client'
import {
  conditions,
  direction,
  holdsWords,
  order,
  rangeOf,
  type Shared,
  type Source,
  type Wanted,
  type Word,
  wordsOf,
} from './conditions'
import type { AuditFilters } from './schemas'

/**
 * The keys of the entries that fit, `limit` of them past a position, as a query of its own. Sealed entries come from the register by
 * the index that fits their filters; what waits for its seal, a few seconds' worth, from the tables themselves. Both in one statement:
 * an entry that is being sealed is in exactly one of them.
 */
export async function keysOf(
  sql: Connection,
  orgId: string,
  filters: AuditFilters,
  page: Pick<Wanted, 'limit' | 'past' | 'isUp'>,
) {
  const wanted: Wanted = { ...filters, ...page }
  const words = wordsOf(filters.q)
  const range = rangeOf(filters)
  const shared = { sql, orgId, wanted, words, range }
  const sealed = await sealedBranches(shared)
  const branches = [...sealed, ...waitingBranches(shared)]
  const all = branches
    .slice(1)
    .reduce((rest, branch) => sql`${rest} union (${branch})`, sql`(${branches[0] as Fragment})`) // there is always one
  const keys = sql`
    select * from (${all}) every order by ${order(sql, wanted)} limit ${page.limit}`
  return { keys } // not the query alone: to await one is to send it
}

/**
 * By what to walk the register: by each wanted event, so that a rare one is found as fast as a frequent one; by the entries that hold the
 * words; or in time.
 */
async function sealedBranches(shared: Shared): Promise<Fragment[]> {
  const { sql, wanted, words } = shared
  const inText = words.filter((word) => word.events.length === 0)
  const driving = inText.length > 0 ? inText : words.slice(0, 1)
  if (driving.length > 0 && (await isNear(shared))) return [nearBranch(shared)]
  const seqs = driving.length > 0 ? await matching(sql, driving) : null
  if (seqs) {
    const byText = sealedBranch(shared, sql`and s.seq = any(${seqs}::bigint[])`)
    const said = inText.length === 0 ? (driving[0]?.events ?? []) : []
    return said.length > 0
      ? [
          byText,
          byEvents(
            shared,
            said.filter((event) => isWanted(wanted, event)),
          ),
        ]
      : [byText]
  }
  return wanted.event.length > 0 ? [byEvents(shared, wanted.event)] : [sealedBranch(shared, sql``)]
}

/** How many entries are looked through before an index is asked, which gathers all matches of a frequent word, however many. */
const NEAR = 3000

/** Whether so many hold the words that a whole page stands among the next entries. */
async function isNear(shared: Shared): Promise<boolean> {
  const { sql, wanted } = shared
  if (wanted.event.length > 0) return false // looking for a rare event in time could take long itself
  const [row] = await sql<
    [{ found: number }]
  >`select count(*)::int as found from (${nearBranch(shared)}) near`
  return row.found >= wanted.limit
}

function nearBranch(shared: Shared): Fragment {
  const { sql, orgId, wanted } = shared
  const from = sealedSource(sql)
  return sql`
    select s.occurred_at, s.kind, s.row_id
      from (select * from audit_seals s where s.org_id = ${orgId}::uuid ${conditions(shared, from)}
             order by ${order(sql, wanted, sql`s.`)} limit ${NEAR}) s
     where true ${holdsWords(shared, from)} order by ${order(sql, wanted, sql`s.`)} limit ${wanted.limit}`
}

const isWanted = ({ event }: Wanted, one: string) => event.length === 0 || event.includes(one)

async function matching(sql: Connection, words: Word[]): Promise<string[] | null> {
  const [row] = await sql<
    [{ seqs: string[] | null }]
  >`select audit_matching(${words.map(({ text }) => text)}::text[]) as seqs`
  return row.seqs
}

function byEvents(shared: Shared, names: string[]): Fragment {
  const { sql } = shared
  const each = sealedBranch(shared, sql`and s.event = wanted.event`)
  return sql`select found.* from unnest(${names}::text[]) wanted(event) cross join lateral (${each}) found`
}

function sealedBranch(shared: Shared, more: Fragment): Fragment {
  const { sql, orgId, wanted } = shared
  const from = sealedSource(sql)
  return sql`
    select s.occurred_at, s.kind, s.row_id from audit_seals s
     where s.org_id = ${orgId}::uuid ${more} ${conditions(shared, from)} ${holdsWords(shared, from)}
     order by ${order(sql, wanted, sql`s.`)} limit ${wanted.limit}`
}

const sealedSource = (sql: Connection): Source => ({
  table: 's',
  rowId: sql`s.row_id`,
  kind: sql`s.kind`,
  event: sql`s.event`,
  outcome: sql`s.outcome`,
  hasTarget: true,
  text: sql`s.search_text`,
})

function waitingBranches(shared: Shared): Fragment[] {
  const { sql, orgId, wanted } = shared
  const event = {
    table: 'e',
    rowId: sql`e.id`,
    kind: sql`'event'::text`,
    event: sql`e.event`,
    outcome: sql`'done'::text`,
    hasTarget: true,
    text: sql`lower(concat_ws(' ', e.actor_name, e.target_name, e.address))`,
  }
  const refusal = {
    table: 'r',
    rowId: sql`r.id`,
    kind: sql`'refusal'::text`,
    event: sql`r.operation`,
    outcome: sql`'refused'::text`,
    hasTarget: false,
    text: sql`lower(concat_ws(' ', r.actor_name, r.operation, r.address))`,
  }
  const branch = (from: typeof event, table: Fragment) => {
    const name = sql(from.table)
    return sql`
      select ${name}.occurred_at, ${from.kind} as kind, ${from.rowId} as row_id from ${table}
       where ${name}.org_id = ${orgId}::uuid and ${name}.occurred_at >= (select audit_waiting_since())
         and not exists (select from audit_seals s where s.kind = ${from.kind} and s.row_id = ${from.rowId}) ${conditions(shared, from)} ${holdsWords(shared, from)}
       order by ${name}.occurred_at ${direction(sql, wanted)}, ${from.rowId} ${direction(sql, wanted)} limit ${wanted.limit}`
  }
  return [branch(event, sql`audit_events e`), branch(refusal, sql`refused_attempts r`)]
}
