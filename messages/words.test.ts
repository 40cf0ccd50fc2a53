import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import compile from 'icu-minify/compile'
import { describe, expect, test } from 'vitest'
import { readerOf, readLanguages, writingFor } from '@/lib/reader'
import english from './en.json'
import { words } from './words'

type Branch = { [name: string]: string | Branch }

const leaves = (branch: Branch, at = ''): [string, string][] =>
  Object.entries(branch).flatMap(([name, value]) =>
    typeof value === 'string' ? [[at + name, value] as [string, string]] : leaves(value, `${at}${name}.`),
  )

const files = readdirSync('messages').filter((file) => file.endsWith('.json'))
const read = (file: string): Branch => JSON.parse(readFileSync(path.join('messages', file), 'utf8')) as Branch // our own files
const known = new Map(leaves(english))

/** The names a sentence waits for: values and elements alike. */
function slots(sentence: string): string[] {
  const found = new Set<string>()
  const walk = (node: unknown) => {
    if (!Array.isArray(node)) return
    const [name, kind, branches] = node
    found.add(String(name))
    if (typeof kind !== 'number') for (const child of node.slice(1)) walk(child)
    else for (const branch of Object.values(branches ?? {})) each(branch)
  }
  const each = (message: unknown) => {
    if (Array.isArray(message)) for (const node of message) walk(node)
  }
  each(compile(sentence))
  return [...found].sort()
}

describe.each(files)('messages/%s', (file) => {
  const own = leaves(read(file))

  test('can be read, and waits for what English waits for', () => {
    const odd = own.filter(([key, sentence]) => slots(sentence).join() !== slots(known.get(key) ?? '').join())
    expect(odd).toEqual([])
  })

  test('says nothing that nobody asks for', () => {
    expect(own.map(([key]) => key).filter((key) => !known.has(key))).toEqual([])
  })
})

test('another language is a file; what it leaves out stays English', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'messages-'))
  writeFileSync(path.join(folder, 'de.json'), '{ "members": { "title": "Mitglieder" } }')
  readLanguages(folder)
  const german = readerOf({ 'accept-language': 'fr, de-AT;q=0.9, en;q=0.8' })
  expect(german.locale).toBe('de')
  writingFor(german, () => {
    expect(words('members.title')).toBe('Mitglieder')
    expect(words('members.tabs.label')).toBe('People')
  })
  expect(words('members.title')).toBe('Members')
})

test.each([
  [{ 'accept-language': 'de;q=0.5, en' }, 'en'],
  [{ 'accept-language': 'en, de;q=0' }, 'en'],
  [{ 'accept-language': 'en', cookie: 'theme=dark; language=de' }, 'de'],
  [{ 'accept-language': 'x'.repeat(5000), cookie: 'language=../../etc' }, 'en'],
  [{}, 'en'],
])('%j is answered in %s', (headers, locale) => {
  expect(readerOf(headers).locale).toBe(locale)
})

test.each([
  ['time-zone=Asia%2FTokyo', 'Asia/Tokyo'],
  ['a=b; time-zone=America/St_Johns', 'America/St_Johns'],
  ['time-zone=Mars/Olympus', null],
  ['time-zone=%E0%A4%A', null],
  ['', null],
])('the cookie %s sets the clock to %s', (cookie, timeZone) => {
  expect(readerOf({ cookie }).timeZone).toBe(timeZone)
})
