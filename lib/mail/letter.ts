import 'server-only'
import { dateWords } from '@/messages/dates'

/** What a mail says, before it becomes HTML and text. Names in it are already plain (`names.ts`). */
export interface Letter {
  readonly subject: string
  /** What mail programs show beside the subject in a list. */
  readonly preheader: string
  readonly heading: string
  readonly blocks: readonly Block[]
  /** What to do if this mail was not expected, and why it came. */
  readonly footnotes: readonly string[]
}

export type Block =
  /** Somebody's own words, as plain lines (`plainLines`). */
  | { readonly kind: 'quote'; readonly lines: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'action'; readonly label: string; readonly url: string }

export const text = (text: string): Block => ({ kind: 'text', text })
export const facts = (...rows: (readonly [label: string, value: string])[]): Block => ({
  kind: 'facts',
  rows,
})
export const quote = (lines: readonly string[]): Block => ({ kind: 'quote', lines })
export const action = (label: string, url: string): Block => ({ kind: 'action', label, url })

/** An instant in words, in the recipient's zone. Mails are read anywhere, so it says which: "29 November 2026 at 14:05 UTC". */
export const moment = (at: Date): string => dateWords(at, 'letter')
