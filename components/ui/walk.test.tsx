import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { TRAIL_LENGTH, Trail } from '@/lib/trail'
import { Walk } from './walk'

const Address = z.object({ cursor: z.string().optional(), trail: Trail, q: z.string().optional() })

/** The links of the page at this address, in a list of so many pages: the cursor of each is its number. */
function links(address: string, pages: number): Record<string, string> {
  const params = new URL(address, 'http://x').searchParams
  const all = Object.fromEntries([...params.keys()].map((key) => [key, params.getAll(key)]))
  const { cursor, trail, q } = Address.parse({ trail: all.trail, cursor: all.cursor?.[0], q: all.q?.[0] })
  const at = Number(cursor ?? 1)
  const next = at < pages ? String(at + 1) : null
  const html = renderToStaticMarkup(<Walk path="/list" kept={{ q }} {...{ cursor, trail, next }} />)
  const found = [...html.matchAll(/href="([^"]*)"[^>]*>([^<]+)</g)]
  return Object.fromEntries(found.map(([, href = '', label = '']) => [label, href.replaceAll('&amp;', '&')]))
}

const pageOf = (address: string) => new URL(address, 'http://x').searchParams.get('cursor') ?? '1'

test('leads to the next page, and back by the way one came, with what else stands in the address', () => {
  const ways = ['/list?q=a']
  for (let page = 1; page < 5; page++) ways.push(links(ways.at(-1) ?? '', 5).Next ?? '')
  expect(ways.map(pageOf)).toEqual(['1', '2', '3', '4', '5'])
  expect(links(ways.at(-1) ?? '', 5).Next).toBeUndefined()
  let at = ways.at(-1) ?? ''
  const back = [at]
  for (;;) {
    const { Previous } = links(at, 5)
    if (!Previous) break
    back.push(Previous)
    at = Previous
  }
  expect(back).toEqual(ways.toReversed())
})

test('remembers so many pages, and leads to the first one from before them', () => {
  let at = '/list'
  const longest = TRAIL_LENGTH + 5
  for (let page = 1; page < longest; page++) at = links(at, longest).Next ?? ''
  for (let back = 0; back < TRAIL_LENGTH; back++) at = links(at, longest).Previous ?? ''
  expect(pageOf(at)).toBe('5')
  expect(links(at, longest)).toEqual({ 'First page': '/list', Next: expect.any(String) })
})

test('is not there where there is one page', () => {
  expect(links('/list', 1)).toEqual({})
})
