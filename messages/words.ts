import compile from 'icu-minify/compile'
import format, { type CompiledMessage, type FormatOptions } from 'icu-minify/format'
import { cloneElement, isValidElement, type ReactNode } from 'react'
import english from './en.json'
import { DEFAULT_LOCALE, reader, writtenIn } from './reader'

export type Messages = typeof english
/** Every sentence by its path in `messages/en.json`; another does not compile. */
export type WordsKey = Paths<Messages>
type Paths<Branch> = {
  [Name in keyof Branch & string]: Branch[Name] extends string ? Name : `${Name}.${Paths<Branch[Name]>}`
}[keyof Branch & string]

export type Values = Record<string, string | number | Date>
export type RichValues = Record<string, Values[string] | ReactNode | ((inside: ReactNode) => ReactNode)>

/** A sentence of `messages/`, in the language of whoever reads it. Ask for it when it is needed, never when a module loads. */
export function words(key: WordsKey, values?: Values): string {
  const { locale, timeZone } = reader()
  const message = compiled(locale, key)
  if (typeof message === 'string') return message
  return format(message, writtenIn(locale), values ?? {}, optionsFor(timeZone)) as string // without tags it is text
}

/** A sentence with elements in it: `<link>…</link>` in the file takes a function, `{name}` takes anything that can be drawn. */
export function richWords(key: WordsKey, values: RichValues): ReactNode {
  const { locale, timeZone } = reader()
  const message = compiled(locale, key)
  const drawn = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, drawable(name, value)]),
  )
  const parts = format<ReactNode>(message, writtenIn(locale), drawn, optionsFor(timeZone))
  const elements = new Map(Object.entries(values).filter(([, value]) => isValidElement(value)))
  return placed(Array.isArray(parts) ? parts : [parts])

  function drawable(name: string, value: RichValues[string]) {
    if (typeof value === 'function')
      return (inside: ReactNode[]) => keyed(value(placed(inside)), `${name}${inside.length}`)
    return isValidElement(value) ? `\uE000${name}\uE000` : (value as Values[string]) // what else can be drawn is text
  }

  /** The formatter knows text alone: elements stand in it as their names between two private signs. */
  function placed(parts: ReactNode[]): ReactNode {
    const all = parts.flatMap((part) =>
      typeof part === 'string'
        ? part
            .split('\uE000')
            .map((text, at) => (at % 2 === 0 ? text : keyed(elements.get(text) as ReactNode, text)))
        : [part],
    )
    return all.length === 1 ? all[0] : all
  }
}

const keyed = (node: ReactNode, key: string) =>
  isValidElement(node) && node.key === null ? cloneElement(node, { key }) : node

/** For a schema: the sentence is looked up when an input does not fit, since schemas are made before anybody asks. */
export function says(key: WordsKey, values?: Values): { error: () => string } {
  return { error: () => words(key, values) }
}

/** Sentences are parsed once a process and language, not once a request. */
const parsed = new Map<string, Map<string, CompiledMessage>>()

function compiled(locale: string, key: string): CompiledMessage {
  const own = parsed.get(locale) ?? new Map<string, CompiledMessage>()
  if (own.size === 0) parsed.set(locale, own)
  const known = own.get(key)
  if (known !== undefined) return known
  const text = sentenceAt(catalogs().get(locale) ?? english, key)
  const message = /[{<']/.test(text) ? compile(text) : text
  own.set(key, message)
  return message
}

/** The key itself where there is no such sentence, which the compiler keeps from happening. */
function sentenceAt(messages: Messages, key: string): string {
  let at: unknown = messages
  for (const name of key.split('.')) at = (at as Record<string, unknown> | undefined)?.[name]
  return typeof at === 'string' ? at : key
}

const optionsFor = (timeZone: string | null): FormatOptions => ({ formatters, timeZone: timeZone ?? 'UTC' })

const formatters: FormatOptions['formatters'] = {
  getDateTimeFormat: once((locale, options) => new Intl.DateTimeFormat(locale, options)),
  getNumberFormat: once((locale, options) => new Intl.NumberFormat(locale, options)),
  getPluralRules: once((locale, options) => new Intl.PluralRules(locale, options)),
}

function once<Options, Made>(make: (locale: string | undefined, options?: Options) => Made) {
  const made = new Map<string, Made>()
  return (locale?: Intl.LocalesArgument, options?: Options): Made => {
    const key = `${locale} ${options ? JSON.stringify(options) : ''}`
    const known = made.get(key)
    if (known) return known
    const fresh = make(String(locale), options)
    made.set(key, fresh)
    return fresh
  }
}

declare global {
  var musterCatalogs: Map<string, Messages> | undefined
}

function catalogs(): Map<string, Messages> {
  globalThis.musterCatalogs ??= new Map()
  return globalThis.musterCatalogs
}

/** Takes in another language. What it does not say stays English. */
export function keepCatalog(locale: string, messages: unknown): void {
  catalogs().set(locale, over(english, messages) as Messages)
  parsed.delete(locale)
}

export const hasCatalog = (locale: string) => locale === DEFAULT_LOCALE || catalogs().has(locale)
export const locales = () => [DEFAULT_LOCALE, ...catalogs().keys()]

function over(base: unknown, top: unknown): unknown {
  if (typeof base === 'string') return typeof top === 'string' ? top : base
  const given = (typeof top === 'object' && top !== null ? top : {}) as Record<string, unknown> // a branch of a file
  return Object.fromEntries(
    Object.entries(base as Record<string, unknown>).map(([name, value]) => [name, over(value, given[name])]),
  )
}
