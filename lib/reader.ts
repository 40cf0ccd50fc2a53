import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { readdirSync, readFileSync } from 'node:fs'
import { type IncomingMessage, Server } from 'node:http'
import path from 'node:path'
import { DEFAULT_LOCALE, LANGUAGE_COOKIE, type Reader, TIME_ZONE_COOKIE } from '@/messages/reader'
import { hasCatalog, keepCatalog, locales } from '@/messages/words'

const readers = new AsyncLocalStorage<Reader>()

/** Writes everything inside for this reader: a mail for its recipient. */
export const writingFor = <R>(reader: Reader, run: () => R): R => readers.run(reader, run)

/** Takes in every language that stands in `messages/`. Once a process. */
export function readLanguages(
  folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'messages'),
): void {
  globalThis.musterReader = () => readers.getStore()
  for (const file of readdirSync(folder)) {
    const locale = /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.json$/.exec(file)?.[1]
    if (locale && locale !== DEFAULT_LOCALE)
      keepCatalog(locale, JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
  }
}

/** Lets every request be answered for whoever sent it. Once a process, before it listens. */
export function writeForWhoAsks(): void {
  readLanguages()
  const marked = Server.prototype as typeof Server.prototype & { knowsReaders?: boolean }
  if (marked.knowsReaders) return
  marked.knowsReaders = true
  const emit = Server.prototype.emit
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const pass = () => Reflect.apply(emit, this, [event, ...args]) as boolean // what `emit` itself gives
    if (event !== 'request') return pass()
    return writingFor(readerOf((args[0] as IncomingMessage).headers), pass) // node:http says so of this event
  }
}

/** The reader that the headers of a request tell of. Their cookies go before what their browser is set to. */
export function readerOf(headers: { cookie?: string; 'accept-language'?: string }): Reader {
  const cookie = (name: string) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(headers.cookie ?? '')?.[1] ?? ''
  return {
    locale: localeOf(cookie(LANGUAGE_COOKIE), headers['accept-language'] ?? ''),
    timeZone: timeZoneOf(decoded(cookie(TIME_ZONE_COOKIE))),
  }
}

/** The reader that was written down, as far as this installation still knows their language. */
export const readerAs = ({
  locale,
  timeZone,
}: {
  locale: string | null
  timeZone: string | null
}): Reader => ({
  locale: locale && hasCatalog(locale) ? locale : DEFAULT_LOCALE,
  timeZone: timeZoneOf(timeZone ?? ''),
})

/** RFC 9110 section 12.5.4: by weight, and "de" serves who asks for "de-AT". */
function localeOf(chosen: string, accepted: string): string {
  const present = locales()
  if (present.length === 1) return DEFAULT_LOCALE
  const wanted = accepted
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/;\s*q=/)
      return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of [{ tag: chosen }, ...wanted])
    for (const name of [tag, tag.split('-')[0]]) {
      const found = present.find((locale) => locale.toLowerCase() === name?.toLowerCase())
      if (found) return found
    }
  return DEFAULT_LOCALE
}

const MOST_ZONES = 2000
const zones = new Map<string, string | null>()

function timeZoneOf(name: string): string | null {
  if (!/^[\w+\-/]{1,40}$/.test(name)) return null
  const known = zones.get(name)
  if (known !== undefined) return known
  if (zones.size > MOST_ZONES) zones.clear() // anybody can write a cookie
  const zone = resolved(name)
  zones.set(name, zone)
  return zone
}

function resolved(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
