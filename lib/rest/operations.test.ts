import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { METHODS, type Method, type Operation } from './operation'
import { operations } from './operations'
import { CODES } from './statuses'

const table = (name: string) =>
  readFileSync(path.join(import.meta.dirname, 'oracles', name), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))

const oracle = new Map(
  table('endpoints.tsv').map(([name, method, address, auth, scopes = '']) => [
    name,
    { method, path: address, auth, scopes: scopes.split(',').filter(Boolean).toSorted() },
  ]),
)
/** What the public protocol does not have: Muster's own, for personal access tokens with every scope. */
const OWN = /^\/v2\/(organizations(\/|$)|users\/\{user_id\}\/organizations$)/

describe('the table of operations', () => {
  test.for(operations.filter(({ path }) => !OWN.test(path)).map((one) => [one.name, one] as const))(
    '%s is as the oracle says',
    ([name, { method, path, auth, scopes }]) => {
      expect({ method, path, auth, scopes: scopes.toSorted() }).toEqual(oracle.get(name))
    },
  )

  test('names each operation, and each method of a path, once', () => {
    const names = operations.map(({ name }) => name)
    const places = operations.map(({ method, path }) => `${method} ${path}`)
    expect([names, places]).toEqual([[...new Set(names)], [...new Set(places)]])
  })

  test('has a route for each of its operations, which answers with that one, and no route more', async () => {
    for (const address of new Set(operations.map(({ path }) => path))) {
      const these = operations.filter(({ path }) => path === address)
      const file = path.join('app', address.replace(/\{(\w+)\}/g, '[$1]'), 'route.ts')
      expect(existsSync(file), file).toBe(true)
      const route = (await import(path.resolve(file))) as Record<Method, { operation?: Operation }>
      const answered = METHODS.flatMap((method) => route[method].operation ?? [])
      expect(answered.map(({ name }) => name).toSorted(), file).toEqual(
        these.map(({ name }) => name).toSorted(),
      )
      for (const { method, name } of these)
        expect(route[method].operation?.name, `${method} ${address}`).toBe(name)
    }
  })
})

test('the codes are the oracle’s', () => {
  const codes = table('status-codes.tsv').map(([, code]) => Number(code))
  expect(codes).toEqual(expect.arrayContaining(Object.values(CODES)))
})
