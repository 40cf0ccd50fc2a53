import { normalizeEmail } from '@/lib/auth/email'
import { EmailAddress } from '@/lib/organizations/schemas'

export type ParsedAddress =
  | { typed: string; email: string; normalized: string; problem: null }
  | { typed: string; problem: 'not_an_address' | 'look_alike' }

// Signs that are, or become under NFKC, something that passes for an @.
const LOOK_ALIKES = /[\uff20\ufe6b\u24d0\u24b6\u{1f110}]/u

/**
 * The addresses in a text as people paste it: separated by commas, semicolons, spaces or lines, also as `Lena Berg <lena@example.com>`.
 * Each address once, in the order of its first appearance; what is none is given back as it was typed.
 */
export function parseAddresses(text: string): ParsedAddress[] {
  const found = new Map<string, ParsedAddress>()
  for (const typed of candidates(text)) {
    const parsed = parseAddress(typed)
    const key = parsed.problem ? parsed.typed : parsed.normalized
    if (!found.has(key)) found.set(key, parsed)
  }
  return [...found.values()]
}

function parseAddress(typed: string): ParsedAddress {
  if (LOOK_ALIKES.test(typed)) return { typed, problem: 'look_alike' }
  const valid = EmailAddress.safeParse(typed)
  if (!valid.success) return { typed, problem: 'not_an_address' }
  return { typed, email: valid.data, normalized: normalizeEmail(valid.data), problem: null }
}

const QUOTED_NAME = /"[^"\n]*"(?=\s*<)/g
const NAMED = /([^<>,;\n\r]*)<([^<>\n\r]*)>/g

function candidates(text: string): string[] {
  // What stands before <...> is a name, except where it holds addresses of its own.
  const plain = text.replace(QUOTED_NAME, ' ').replace(NAMED, (_, before: string, address: string) => {
    const others = words(before).filter((word) => word.includes('@'))
    return `\n${[...others, address.trim()].join('\n')}\n`
  })
  return words(plain).map((word) => word.replace(/^mailto:/i, ''))
}

const words = (text: string) => text.split(/[\s,;]+/u).filter(Boolean)
