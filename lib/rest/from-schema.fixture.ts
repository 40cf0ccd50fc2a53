import fc from 'fast-check'
import type { Schema } from './openapi'

const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>
/** What breaks programs: nothing, too much, other alphabets, controls, and what means something elsewhere. */
const odd = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  '\u0000',
  '%00',
  '../..',
  "';--",
  'ａ',
  '🦊'.repeat(300),
  'x'.repeat(5000),
  -1,
  0,
  1e308,
  2 ** 53,
  [],
  {},
  true,
)

/**
 * Values of a JSON schema, mostly: what it allows, what lies beside it, and at times something else altogether. `known` gives values that mean
 * something here, such as the IDs of things that are there.
 */
export function fromSchema(schema: Schema | boolean, known: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 40, arbitrary: fitting(schema, known) },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: anything },
  )
}

function fitting(schema: Schema | boolean, known: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (typeof schema === 'boolean') return anything
  const inner = (one: unknown) => fromSchema((one ?? {}) as Schema | boolean, known) // schemas are made of schemas
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  if (options) return fc.oneof(...options.map(inner))
  if ('const' in schema) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return objectOf(schema, inner)
    case 'array':
      return fc.array(inner(schema.items), { minLength: Number(schema.minItems ?? 0), maxLength: 3 })
    case 'integer':
    case 'number':
      return fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 0, max: 300 }) },
        { weight: 1, arbitrary: fc.integer() },
      )
    case 'boolean':
      return fc.boolean()
    case 'string':
      return fc.oneof(
        { weight: 4, arbitrary: fc.stringMatching(/^[a-z]{3,12}$/) },
        { weight: 3, arbitrary: known },
        { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: 'grapheme' }) },
        { weight: 1, arbitrary: fc.constantFrom('Inputs:Get', 'a@example.test', '2031-01-01T00:00:00Z') },
      )
    default:
      return fc.oneof(known, anything)
  }
}

function objectOf(schema: Schema, inner: (one: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>
  const required = (schema.required ?? []) as string[]
  const model = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)]))
  const least = Object.fromEntries(Object.entries(model).filter(([name]) => required.includes(name)))
  return fc.oneof(
    { weight: 6, arbitrary: fc.record(least) },
    { weight: 4, arbitrary: fc.record(model, { requiredKeys: Object.keys(least) }) },
    { weight: 1, arbitrary: fc.record(model, { requiredKeys: [] }) },
  )
}
