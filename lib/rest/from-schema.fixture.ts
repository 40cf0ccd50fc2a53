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
export function fromSchema(schema: Schema, known: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 40, arbitrary: fitting(schema, known) },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: anything },
  )
}

function fitting(schema: Schema, known: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const inner = (one: unknown) => fromSchema((one ?? {}) as Schema, known) // schemas are made of schemas
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
        known,
        fc.string({ maxLength: 60, unit: 'grapheme' }),
        fc.constantFrom('fuzzed', 'Inputs:Get', 'a@example.test', '2031-01-01T00:00:00Z'),
      )
    default:
      return fc.oneof(known, anything)
  }
}

function objectOf(schema: Schema, inner: (one: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>
  const required = (schema.required ?? []) as string[]
  const model = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)]))
  return fc.oneof(
    { weight: 9, arbitrary: fc.record(model, { requiredKeys: required.filter((name) => name in model) }) },
    { weight: 1, arbitrary: fc.record(model, { requiredKeys: [] }) },
  )
}
