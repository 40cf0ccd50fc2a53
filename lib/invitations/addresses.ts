import { normalizeEmail } from '@/lib/auth/email'
import { EmailAddress } from '@/lib/organizations/schemas'
import { hasLookAlike } from './look-alike'

export type ParsedAddress =
  | { typed: string; email: string; normalized: string; problem: null }
  | { typed: string; problem: 'not_an_address' | 'look_alike' }

/**
 * The addresses in a text as people paste it: separated by commas, semicolons, spaces or lines, also as `Lena Berg <lena@example.com>`.
 * Each address once, in the order of its first appearance; what is none is given back as it was typed.
 */
export function parseAddresses(text: string): ParsedAddress[] {
  const found = new Map<string, ParsedAddress>()
  for (const typed of new Set(candidates(text))) {
    const parsed = parseAddress(typed)
    const key = parsed.problem ? parsed.typed : parsed.normalized
    if (!found.has(key)) found.set(key, parsed)
  }
  return [...found.values()]
}

/** One address as somebody typed it. */
export function parseAddress(typed: string): ParsedAddress {
  if (hasLookAlike(typed)) return { typed, problem: 'look_alike' }
  const valid = typed.includes('@') ? EmailAddress.safeParse(typed) : null
  if (!valid?.success) return { typed, problem: 'not_an_address' }
  return { typed, email: valid.data, normalized: normalizeEmail(valid.data), problem: null }
}

function candidates(text: string): string[] {
  const found: string[] = []
  let at = 0
  for (;;) {
    const open = text.indexOf('<', at)
    const close = open < 0 ? -1 : text.indexOf('>', open)
    if (close < 0) break
    for (const word of beforeBrackets(text.slice(at, open))) found.push(word) // more than a call takes at once
    found.push(text.slice(open + 1, close).trim())
    at = close + 1
  }
  return [...found, ...words(text.slice(at))].filter(Boolean).map((word) => word.replace(/^mailto:/i, ''))
}

/** What stands before `<...>` since the last separator is a name, except where it holds addresses of its own. */
function beforeBrackets(text: string): string[] {
  const trimmed = text.trimEnd()
  const isQuoted = trimmed.endsWith('"')
  const unquoted = isQuoted
    ? trimmed.slice(0, Math.max(0, trimmed.lastIndexOf('"', trimmed.length - 2)))
    : trimmed
  const separator = Math.max(...[',', ';', '\n', '\r'].map((sign) => unquoted.lastIndexOf(sign)))
  const name = words(unquoted.slice(separator + 1)).filter((word) => word.includes('@'))
  return [...words(unquoted.slice(0, separator + 1)), ...name]
}

const words = (text: string) => text.split(/[\s,;]+/u).filter(Boolean)
