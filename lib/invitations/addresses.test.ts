import { describe, expect, test } from 'vitest'
import { parseAddresses } from './addresses'
import { maskEmail } from './mask-email'

const valid = (text: string) =>
  parseAddresses(text).map((a) => (a.problem ? `${a.problem}: ${a.typed}` : a.normalized))

/** The processor's time in microseconds, which waits for nobody; the least of several, without what else the process did meanwhile. */
const work = (text: string) =>
  Math.min(
    ...Array.from({ length: 4 }, () => {
      const began = process.cpuUsage()
      parseAddresses(text)
      const { user, system } = process.cpuUsage(began)
      return user + system
    }),
  )
const MEASURABLE_US = 200

describe('addresses in a text', () => {
  test('are separated by commas, semicolons, spaces and lines, and each is taken once', () => {
    expect(valid('a@x.test, b@x.test;c@x.test\nd@x.test\te@x.test  A@X.test,')).toEqual([
      'a@x.test',
      'b@x.test',
      'c@x.test',
      'd@x.test',
      'e@x.test',
    ])
  })

  test('are found however many stand before a bracket', () => {
    const many = Array.from({ length: 200_000 }, (_, at) => `p${at}@x.test`)
    expect(parseAddresses(`${many.join(' ')}, Last <last@x.test>`)).toHaveLength(200_001)
  })

  test('may carry names, as mail programs copy them', () => {
    expect(
      valid('Lena Berg <lena@x.test>, "Fuchs, Max" <max@x.test>; <kim@x.test> <mailto:jo@x.test>'),
    ).toEqual(['lena@x.test', 'max@x.test', 'kim@x.test', 'jo@x.test'])
    expect(valid('ada@x.test Bo Li <bo@x.test>')).toEqual(['ada@x.test', 'bo@x.test'])
  })

  test('are compared in lower case, and kept as they were typed', () => {
    expect(parseAddresses('Lena.Berg@Example.Test')).toEqual([
      {
        typed: 'Lena.Berg@Example.Test',
        email: 'Lena.Berg@Example.Test',
        normalized: 'lena.berg@example.test',
        problem: null,
      },
    ])
  })

  test('with a sign that only looks like @ are refused', () => {
    for (const sign of ['＠', '﹫', 'ⓐ'])
      expect(valid(`lena${sign}example.test`)).toEqual([`look_alike: lena${sign}example.test`])
  })

  test('that are none are given back as they were typed', () => {
    expect(valid('lena, max@, @x.test, a@b@c.test, ｌena@x.test, "x"@y')).toEqual([
      'not_an_address: lena',
      'not_an_address: max@',
      'not_an_address: @x.test',
      'not_an_address: a@b@c.test',
      'not_an_address: ｌena@x.test',
      'not_an_address: "x"@y',
    ])
    expect(valid(' ,;\n ')).toEqual([])
  })

  test.for([
    ['brackets that never close', (n: number) => '<'.repeat(n)],
    ['quotes', (n: number) => '"'.repeat(n)],
    ['brackets, each after a quote', (n: number) => '"<>'.repeat(n)],
    ['words', (n: number) => 'a '.repeat(n)],
    ['different words', (n: number) => Array.from({ length: n }, (_, at) => at).join(' ')],
  ] as const)('in a long text without any take no longer than its length: %s', ([, text]) => {
    // Eight times the text takes eight times the work, give or take; where every sign looked at every other it would take 64 times.
    expect(work(text(80_000)) / Math.max(work(text(10_000)), MEASURABLE_US)).toBeLessThan(24)
  })

  test('are masked so that their owner knows them and nobody can use them', () => {
    expect(maskEmail('lena@example.com')).toBe('l•••@e•••.com')
    expect(maskEmail('x@localhost')).toBe('x•••@l•••')
  })
})
