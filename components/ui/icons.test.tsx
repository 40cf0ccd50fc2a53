import * as lucide from 'lucide-react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { staticHtml } from '../data-table/static-html'
import * as icons from './icons'

describe('icons that are written as text', () => {
  for (const [name, Icon] of Object.entries(icons)) {
    test(`${name} draws what the library draws`, () => {
      // biome-ignore lint/performance/noDynamicNamespaceImportAccess: a test, which nobody loads
      const Original = lucide[name as keyof typeof lucide] as lucide.LucideIcon
      expect(linesOf(renderToStaticMarkup(<Icon aria-hidden="true" />))).toEqual(
        linesOf(renderToStaticMarkup(<Original aria-hidden="true" />)),
      )
    })
  }

  test('can be filled', () => {
    expect(renderToStaticMarkup(<icons.Star fill="currentColor" />)).toMatch(
      /^<svg [^>]*fill="currentColor"[^>]*><g stroke/,
    )
  })

  test('stand in lists as on pages, with what they are given', () => {
    const search = <icons.Search aria-hidden="true" className="size-4" />
    expect(staticHtml(search)).toBe(renderToStaticMarkup(search))
    expect(staticHtml(search)).toMatch(
      /^<svg width="24" height="24" viewBox="0 0 24 24" fill="none" class="lucide-search size-4" aria-hidden="true"><g stroke="currentColor"/,
    )
  })
})

const linesOf = (svg: string) =>
  [...svg.matchAll(/<(?!svg|\/|g )(\w+)([^>]*?)\/?>/g)].map(([, element, attributes]) => [
    element,
    attributes?.trim().split(' ').sort(),
  ])
