import { cloneElement, isValidElement, type ReactNode } from 'react'
import { createTranslator } from 'use-intl/core'
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
  return translator(holdsDate(values))(key, values)
}

/** A sentence with elements in it: `<link>…</link>` in the file takes a function, `{name}` takes anything that can be drawn. */
export function richWords(key: WordsKey, values: RichValues): ReactNode {
  const keyed = Object.entries(values).map(([name, value]) => [
    name,
    isValidElement(value) && value.key === null ? cloneElement(value, { key: name }) : value,
  ])
  return translator(holdsDate(values)).rich(key, Object.fromEntries(keyed))
}

/** For a schema: the sentence is looked up when an input does not fit, since schemas are made before anybody asks. */
export function says(key: WordsKey, values?: Values): { error: () => string } {
  return { error: () => words(key, values) }
}

type Translator = {
  (key: string, values?: Values): string
  rich(key: string, values: RichValues): ReactNode
}

/** One for each language, and for each zone where a sentence holds a date: sentences are parsed once a process, not once a request. */
const translators = new Map<string, Translator>()

const holdsDate = (values: object = {}) => Object.values(values).some((value) => value instanceof Date)

function translator(isDated: boolean): Translator {
  const { locale, timeZone } = reader()
  const name = isDated ? `${locale} ${timeZone}` : locale
  const known = translators.get(name)
  if (known) return known
  const messages = catalogs().get(locale)
  const made = createTranslator({
    locale: writtenIn(messages ? locale : DEFAULT_LOCALE),
    messages: messages ?? english,
    timeZone: timeZone ?? 'UTC',
    onError: (error) => {
      if (process.env.NODE_ENV !== 'production') throw error
    },
  }) as unknown as Translator // its own types check each key once more, for every call
  translators.set(name, made)
  return made
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
  translators.clear()
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
