/** For whom a sentence or a date is written. */
export type Reader = {
  /** The name of a file in `messages/`. */
  readonly locale: string
  /** An IANA name; null until their browser has told it. */
  readonly timeZone: string | null
}

/** What the bundles of one process share: each has its own copy of a module, but there is one request and one set of files. */
declare global {
  var musterReader: (() => Reader | undefined) | undefined
}

export const DEFAULT_LOCALE = 'en'
export const LANGUAGE_COOKIE = 'language'
export const TIME_ZONE_COOKIE = 'time-zone'
const nobody: Reader = { locale: DEFAULT_LOCALE, timeZone: null }

/**
 * Who reads what is written now: on the server the sender of the request (`lib/reader.ts`), or the recipient of a mail; in the
 * browser whoever sits in front of it, in the language in which the server wrote the page.
 */
export function reader(): Reader {
  if (typeof document === 'undefined') return globalThis.musterReader?.() ?? nobody
  browser ??= {
    locale: document.documentElement.lang || DEFAULT_LOCALE,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
  return browser
}

let browser: Reader | undefined

/** The language for numbers, dates and lists; English as it is written outside America. */
export const writtenIn = (locale: string) => (locale === DEFAULT_LOCALE ? 'en-GB' : locale)
