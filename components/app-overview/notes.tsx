import type { Parents, Root } from 'hast'
import type { CSSProperties, ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { words } from '@/messages/words'

/**
 * Notes as they were written, in Markdown. HTML in them stays away; what is left is held against a list of elements and addresses, so
 * that nothing runs, nothing is loaded from elsewhere, and every link says nothing of where it was followed from. Drawn on the server.
 */
export function Notes({ text }: { text: string }) {
  return <div className="notes">{drawn(text) ?? <p className="notes__plain">{text}</p>}</div>
}

/** Null for what is no text but a trap: nested so deep, or so full of marks, that whoever draws it runs out of stack or time. */
function drawn(text: string): ReactNode {
  if (NESTED.test(text) || (text.match(/[*_~]+/g)?.length ?? 0) > MOST_MARKS) return null
  try {
    // Called, not mounted, so that what it throws is caught here.
    return Markdown({
      children: text,
      remarkPlugins: [remarkGfm],
      rehypePlugins: [[rehypeSanitize, SCHEMA], flatten],
      components: COMPONENTS,
    })
  } catch {
    return null
  }
}

const DEEPEST = 30
const MOST_MARKS = 1000
/** A line that begins with more quotes and lists than anybody nests; parsing one takes time by the square. */
const NESTED = /^[ \t]*(?:(?:>[ \t]?|(?:[-+*]|\d{1,9}[.)])[ \t]+)){30}/m

/** Lets what is nested deeper than that go: React would follow it to the end of the stack. */
function flatten() {
  return (tree: Root) => {
    const open: { node: Parents; depth: number }[] = [{ node: tree, depth: 0 }]
    for (let at = open.pop(); at; at = open.pop()) {
      const { node, depth } = at
      if (depth === DEEPEST) node.children = []
      for (const child of node.children) if ('children' in child) open.push({ node: child, depth: depth + 1 })
    }
  }
}

const SCHEMA = {
  ...defaultSchema,
  tagNames: [
    ...[
      'p',
      'br',
      'hr',
      'em',
      'strong',
      'del',
      'a',
      'code',
      'pre',
      'blockquote',
      'ul',
      'ol',
      'li',
      'img',
      'input',
    ],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  attributes: {
    a: ['href'],
    img: ['src', 'alt'],
    input: [['type', 'checkbox'] as [string, string], 'checked'],
    ol: ['start'],
    th: ['align'],
    td: ['align'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  required: {},
}

/** Headings stand below the one of the card; pictures, which would tell another site who reads, are links to them. */
const COMPONENTS: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) => <Outside href={href}>{children}</Outside>,
  img: ({ src, alt }) => (
    <Outside href={typeof src === 'string' ? src : undefined}>{alt || words('appOverview.picture')}</Outside>
  ),
  input: ({ checked }) => (
    <span className="notes__task">
      <span aria-hidden="true">{checked ? '☑' : '☐'} </span>
      <span className="sr-only">{words(checked ? 'appOverview.done' : 'appOverview.open')}</span>
    </span>
  ),
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls in its own box is reached by keyboard
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls in its own box is reached by keyboard
    <div className="notes__table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  th: ({ children, style }) => <th align={alignOf(style)}>{children}</th>,
  td: ({ children, style }) => <td align={alignOf(style)}>{children}</td>,
}

const alignOf = (style: CSSProperties | undefined) =>
  (['left', 'center', 'right'] as const).find((side) => side === style?.textAlign)

function Outside({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return <span>{children}</span>
  return (
    <a href={href} rel="nofollow noopener noreferrer ugc">
      {children}
    </a>
  )
}
