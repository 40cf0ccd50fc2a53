import 'server-only'
import { appCommand } from '@/lib/command'
import { conflict, notFound, violatedConstraint } from '@/lib/errors'
import { words } from '@/messages/words'
import type { Concept } from './queries'
import { CreateConceptsInput, UpdateConceptsInput } from './schemas'

type Row = Omit<Concept, 'createdAt' | 'updatedAt'> & { createdAt: string; updatedAt: string }

/**
 * Makes concepts in an app, all or none. Throws `conflict` where an ID is taken, or given twice, naming it as `concepts.0.id`.
 */
export const createConcepts = appCommand({
  name: 'createConcepts',
  permission: 'concept.manage',
  input: CreateConceptsInput,
  async run({ sql, account, app, person, input }) {
    const given = input.concepts
    refuse(given, (id, at) => given.findIndex((one) => one.id === id) < at)
    const taken = await sql<{ id: string }[]>`
      select id from concepts where org_id = ${account.id}::uuid and app_id = ${app.id}::uuid and id = any (${given.map(({ id }) => id)})`
    refuse(given, (id) => taken.some((one) => one.id === id))
    const rows = await sql<Row[]>`
      insert into concepts (org_id, app_id, id, name, definition, language, created_by)
      select ${account.id}::uuid, ${app.id}::uuid, g.id, coalesce(g.name, g.id), g.definition, coalesce(g.language, a.default_language), ${person.id}::uuid
        from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as g(id text, name text, definition text, language text),
             apps a where a.id = ${app.id}::uuid
      returning id, name, definition, language, created_at as "createdAt", updated_at as "updatedAt"`.catch(
      (error: unknown) => {
        if (violatedConstraint(error)?.startsWith('concepts_')) throw conflict(words('concepts.taken'))
        throw error
      },
    )
    return {
      result: { concepts: inOrder(rows, given) },
      audit: rows.map((row) => ({
        event: 'concept.created' as const,
        target: { kind: 'concept', id: app.id, name: `${app.handle}/${row.id}` },
        after: { name: row.name, language: row.language },
      })),
    }
  },
})

/** Changes what is given of each, all or none. Throws `not_found` where one is not there, `conflict` where one is given twice. */
export const updateConcepts = appCommand({
  name: 'updateConcepts',
  permission: 'concept.manage',
  input: UpdateConceptsInput,
  async run({ sql, account, app, input }) {
    const given = input.concepts
    refuse(given, (id, at) => given.findIndex((one) => one.id === id) < at)
    const before = await sql<Row[]>`
      select id, name, definition, language from concepts
       where org_id = ${account.id}::uuid and app_id = ${app.id}::uuid and id = any (${given.map(({ id }) => id)}) order by id for no key update`
    if (before.length < given.length) throw notFound('concept')
    const rows = await sql<Row[]>`
      update concepts c set name = coalesce(g.name, c.name), definition = coalesce(g.definition, c.definition),
             language = coalesce(g.language, c.language), updated_at = now()
        from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as g(id text, name text, definition text, language text)
       where c.org_id = ${account.id}::uuid and c.app_id = ${app.id}::uuid and c.id = g.id
      returning c.id, c.name, c.definition, c.language, c.created_at as "createdAt", c.updated_at as "updatedAt"`
    return {
      result: { concepts: inOrder(rows, given) },
      audit: before.flatMap((was) => {
        const is = rows.find(({ id }) => id === was.id)
        if (!is || (is.name === was.name && is.definition === was.definition && is.language === was.language))
          return []
        const told = ({ name, definition, language }: Row) => ({ name, definition, language })
        const target = { kind: 'concept', id: app.id, name: `${app.handle}/${was.id}` }
        return [{ event: 'concept.updated' as const, target, before: told(was), after: told(is) }]
      }),
    }
  },
})

/** Says of the first that is wrong that its ID is taken. */
function refuse(given: readonly { id: string }[], isWrong: (id: string, at: number) => boolean): void {
  const at = given.findIndex(({ id }, index) => isWrong(id, index))
  if (at >= 0)
    throw conflict(words('concepts.taken'), {
      [`concepts.${at}.id`]: words('concepts.idTaken', { id: given[at]?.id ?? '' }),
    })
}

/** As they were given. Times arrive as text, since drizzle turns the driver's parsers off. */
function inOrder(rows: readonly Row[], given: readonly { id: string }[]): Concept[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return given.flatMap(({ id }) => {
    const row = byId.get(id)
    return row ? [{ ...row, createdAt: new Date(row.createdAt), updatedAt: new Date(row.updatedAt) }] : []
  })
}
