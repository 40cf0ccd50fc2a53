import 'server-only'

const MAX_LENGTH = 120
// Control characters, line separators and the characters that turn the direction of writing around.
const UNSAFE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** A name as it may stand in a header: one line, nothing that could begin another header, no endless length. */
export function oneLine(text: string): string {
  const line = text.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim()
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line
}

/**
 * A name as it may stand in the body of a mail. Mail programs turn `evil.example` into a link wherever it stands, and names are
 * chosen by strangers: a word joiner after the dot looks the same and is no address any more.
 */
export function plainName(text: string): string {
  return unlinked(oneLine(text))
}

/** The same for somebody's own words, of several lines: nothing in them becomes a link, and no line turns around. */
export function plainLines(text: string): string[] {
  return text.split(/\r\n?|\n/).map((line) => unlinked(line.replace(UNSAFE, ' ').trimEnd()))
}

const unlinked = (text: string) =>
  text.replace(/:\/\//g, ':\u2060/\u2060/').replace(/([.@])(?=\S)/g, '$1\u2060')
