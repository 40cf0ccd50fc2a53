import 'server-only'
import type { Described, OpenApi, Schema } from './openapi'

/** One thing that a request takes or an answer holds: `apps[].name`. */
export type Field = { name: string; type: string; isRequired: boolean }

/** One operation as people read it. */
export type ReferenceEntry = {
  name: string
  method: string
  path: string
  says: string
  scopes: readonly string[]
  takesAppKey: boolean
  query: Field[]
  body: Field[]
  /** The payload, without the `status` that every answer has. */
  answer: Field[]
  /** A line for a shell, with the token in `MUSTER_TOKEN`. */
  curl: string
}

export type ReferenceGroup = { name: string; entries: ReferenceEntry[] }

/** What there is to read of the API, in the order of its table, by what it is about. */
export function reference(description: OpenApi, origin: string): ReferenceGroup[] {
  const groups = new Map<string, ReferenceEntry[]>()
  for (const [path, methods] of Object.entries(description.paths))
    for (const [method, one] of Object.entries(methods)) {
      const group = one.tags[0] ?? ''
      groups.set(group, [...(groups.get(group) ?? []), entryOf(one, method.toUpperCase(), path, origin)])
    }
  return [...groups].map(([name, entries]) => ({ name, entries }))
}

function entryOf(one: Described, method: string, path: string, origin: string): ReferenceEntry {
  const body = one.requestBody?.content['application/json'].schema
  const { status: _status, ...payload } = propertiesOf(
    one.responses['200']?.content['application/json'].schema,
  )
  return {
    name: one.operationId,
    method,
    path,
    says: one.summary,
    scopes: Object.values(one.security[0] ?? {})[0] ?? [],
    takesAppKey: one.security.length > 1,
    query: one.parameters
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, required, schema }) => ({ name, type: typeOf(schema), isRequired: required })),
    body: body ? fieldsOf(body) : [],
    answer: fieldsOf({ properties: payload }),
    curl: curlOf(method, origin + filled(path), body),
  }
}

/** Without those that no value fits: such a field is named to be refused. */
function propertiesOf(schema: Schema | undefined): Record<string, Schema> {
  const named = Object.entries((schema?.properties ?? {}) as Record<string, Schema | boolean>)
  return Object.fromEntries(named.flatMap(([key, one]) => (typeof one === 'boolean' ? [] : [[key, one]])))
}

/** An empty list has items that nothing fits. */
const itemsOf = ({ items }: Schema): Schema =>
  typeof items === 'object' && items !== null ? (items as Schema) : {}
const DEEPEST = 3

function fieldsOf(schema: Schema, before = '', depth = 0): Field[] {
  const required = (schema.required ?? []) as string[]
  return Object.entries(propertiesOf(schema)).flatMap(([key, one]) => {
    const isList = one.type === 'array'
    const inner = isList ? itemsOf(one) : one
    const name = `${before}${key}${isList ? '[]' : ''}`
    const below = depth < DEEPEST ? fieldsOf(inner, `${name}.`, depth + 1) : []
    return [{ name, type: typeOf(inner), isRequired: required.includes(key) }, ...below]
  })
}

function typeOf(schema: Schema): string {
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  if (options) return [...new Set(options.map(typeOf))].join(' | ')
  if ('const' in schema) return JSON.stringify(schema.const)
  const choices = schema.enum as unknown[] | undefined
  if (choices) return choices.length > 8 ? `${choices.slice(0, 8).join(' | ')} | …` : choices.join(' | ')
  if (schema.format === 'date-time') return 'date-time'
  return typeof schema.type === 'string' ? schema.type : 'any'
}

const EXAMPLES: Record<string, string> = {
  user_id: 'me',
  app_id: 'my-app',
  org_id: 'my-organization',
  team_id: 'my-team',
  concept_id: 'my-concept',
  email: 'ada@example.com',
  name: 'fern',
  handle: 'my-thing',
  id: 'my-app',
}

const filled = (path: string) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => EXAMPLES[name] ?? name.toUpperCase())

function curlOf(method: string, url: string, body: Schema | undefined): string {
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"${url}"`,
    `-H "Authorization: Key $MUSTER_TOKEN"`,
  ]
  if (body) lines.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(exampleOf(body, ''))}'`)
  return lines.join(' \\\n  ')
}

/** The least that a schema takes. */
function exampleOf(schema: Schema, name: string): unknown {
  const [option] = ((schema.anyOf ?? schema.oneOf) as Schema[] | undefined) ?? []
  if (option) return exampleOf(option, name)
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (schema.type === 'array') return [exampleOf(itemsOf(schema), name)]
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, Number(schema.minimum ?? 1))
  if (schema.type === 'boolean') return true
  if (schema.type !== 'object') return schema.format === 'date-time' ? '2030-01-01T00:00:00Z' : text(name)
  const required = (schema.required ?? []) as string[]
  const all = Object.entries(propertiesOf(schema))
  const shown = required.length > 0 ? all.filter(([key]) => required.includes(key)) : all.slice(0, 2)
  return Object.fromEntries(shown.map(([key, one]) => [key, exampleOf(one, key)]))
}

function text(name: string): string {
  if (/email/.test(name)) return 'ada@example.com'
  return name === 'scopes' ? 'Apps:Get' : (EXAMPLES[name] ?? 'text')
}
