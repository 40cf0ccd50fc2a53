import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { concepts } from '@/db/schema'
import { notFound } from '@/lib/errors'
import { keyset, pageOf, readCursor } from '@/lib/paging'
import { appQuery } from '@/lib/query'
import { GetConceptInput, ListConceptsInput } from './schemas'

/** Something that can be labeled in an app. */
export type Concept = {
  id: string
  name: string
  definition: string
  language: string
  createdAt: Date
  updatedAt: Date
}

/** What is asked of the table for each. */
const CONCEPT = {
  id: concepts.id,
  name: concepts.name,
  definition: concepts.definition,
  language: concepts.language,
  createdAt: concepts.createdAt,
  updatedAt: concepts.updatedAt,
}

const KEYS = [
  { column: concepts.createdAt, of: 'instant' as const },
  { column: concepts.id, of: 'text' as const },
]

/** The concepts of an app, oldest first, one page of them. */
export const listConcepts = appQuery({
  name: 'listConcepts',
  permission: 'concept.view',
  input: ListConceptsInput,
  async run({ orm, account, app, input }) {
    const order = keyset(KEYS, 'asc', readCursor(input.cursor))
    const rows = await orm
      .select({
        ...CONCEPT,
        createdKey: sql<string>`to_char(${concepts.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      })
      .from(concepts)
      .where(and(eq(concepts.orgId, account.id), eq(concepts.appId, app.id), order.where))
      .orderBy(...order.orderBy)
      .limit(input.size + 1)
    const page = pageOf(rows, input.size, order.cursor, (row) => [row.createdKey, row.id])
    return { ...page, rows: page.rows.map(({ createdKey, ...row }): Concept => row) }
  },
})

/** One concept of an app. Throws `not_found`. */
export const getConcept = appQuery({
  name: 'getConcept',
  permission: 'concept.view',
  input: GetConceptInput,
  async run({ orm, account, app, input }): Promise<Concept> {
    const [found] = await orm
      .select(CONCEPT)
      .from(concepts)
      .where(and(eq(concepts.orgId, account.id), eq(concepts.appId, app.id), eq(concepts.id, input.id)))
    if (!found) throw notFound('concept')
    return found
  },
})
