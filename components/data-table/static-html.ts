import { Fragment, isValidElement, type ReactNode } from 'react'

/**
 * The HTML of elements that only show something, as React would write it, at a quarter of the time: a server spends most of a long table
 * on bookkeeping for what could happen in each cell, and in these nothing does before the browser draws them itself. Components
 * among them are called as functions; handlers are left out. Server only: the browser never puts this text into a page.
 */
export function staticHtml(node: ReactNode): string {
  if (typeof node === 'string') return escaped(node)
  if (typeof node === 'number' || typeof node === 'bigint') return String(node)
  if (node === null || node === undefined || typeof node === 'boolean') return ''
  if (isValidElement<Props>(node)) return elementHtml(node.type, node.props)
  if (Symbol.iterator in node) return [...node].map(staticHtml).join('')
  throw new Error('Only elements, text and lists of them can be written as HTML at once.')
}

type Props = Record<string, unknown> & {
  children?: ReactNode
  /** Drawings alone have it (`components/ui/icons.tsx`). */
  dangerouslySetInnerHTML?: { __html: string }
}

function elementHtml(type: unknown, props: Props): string {
  if (type === Fragment) return staticHtml(props.children)
  if (typeof type === 'function') return staticHtml(type(props))
  if (isForwarding(type)) return staticHtml(type.render(props, null))
  if (typeof type !== 'string')
    throw new Error('Only plain elements and functions can be written as HTML at once.')
  const { dangerouslySetInnerHTML: own } = props
  if (props.style || (own && type !== 'svg'))
    throw new Error(`A ${type} with style or HTML of its own is not for a list.`)
  let html = `<${type}`
  for (const name in props) html += attributeHtml(name, props[name])
  return VOID.has(type) ? `${html}/>` : `${html}>${own ? own.__html : staticHtml(props.children)}</${type}>`
}

function attributeHtml(name: string, value: unknown): string {
  if (LEFT_OUT.has(name) || value === undefined || value === null || typeof value === 'function') return ''
  if (typeof value === 'boolean' && !(name.startsWith('aria-') || name.startsWith('data-')))
    return value ? ` ${name}=""` : ''
  const text = String(value)
  if (name === 'href' && SCRIPT.test(text)) throw new Error('A link to javascript: is not for a list.')
  return ` ${NAMES[name] ?? name}="${escaped(text)}"`
}

/** Components made by `forwardRef`, as icons are. */
function isForwarding(type: unknown): type is { render: (props: Props, ref: null) => ReactNode } {
  return typeof type === 'object' && type !== null && 'render' in type && typeof type.render === 'function'
}

const LEFT_OUT = new Set(['children', 'key', 'ref', 'suppressHydrationWarning', 'dangerouslySetInnerHTML'])
const NAMES: Record<string, string> = {
  className: 'class',
  htmlFor: 'for',
  strokeLinecap: 'stroke-linecap',
  strokeLinejoin: 'stroke-linejoin',
  strokeWidth: 'stroke-width',
}
const VOID = new Set(['br', 'hr', 'img', 'input', 'wbr'])

/** As browsers read it: they skip control characters and spaces. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is the point
const SCRIPT = /^[\u0000-\u0020]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:/i
const SPECIAL = /["'&<>]/
const ESCAPES: Record<string, string> = {
  '"': '&quot;',
  "'": '&#x27;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/["'&<>]/g, (sign) => ESCAPES[sign] ?? sign) : text
}
