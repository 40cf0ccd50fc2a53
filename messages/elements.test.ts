import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'
import english from './en.json'

type Node = { type: string } & Record<string, unknown>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

/** Every call of `richWords` with a sentence that is named there: what it gives by which name. */
function callsIn(node: unknown): { key: string; given: Node[] }[] {
  if (Array.isArray(node)) return node.flatMap(callsIn)
  if (!isNode(node)) return []
  const [key, values] = (node.type === 'CallExpression' ? node.arguments : []) as Node[]
  const isOne = (node.callee as Node | undefined)?.name === 'richWords' && key?.type === 'Literal'
  const inner = Object.values(node).flatMap(callsIn)
  return isOne ? [{ key: String(key.value), given: (values?.properties ?? []) as Node[] }, ...inner] : inner
}

/** A function draws what stands between `<name>` and `</name>`; an element takes the place of `{name}`. */
function misfits({ key, given }: { key: string; given: Node[] }): string[] {
  const sentence = key
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], english)
  return given.flatMap((property) => {
    const [name, value] = [
      String((property.key as Node | undefined)?.name),
      property.value as Node | undefined,
    ]
    const wanted = { ArrowFunctionExpression: `<${name}>`, JSXElement: `{${name}` }[value?.type ?? '']
    return wanted && !String(sentence).includes(wanted) ? [`${key} has no ${wanted}: ${sentence}`] : []
  })
}

const inSource = (source: string) => callsIn(parseAst(source, { lang: 'tsx' })).flatMap(misfits)

test('what a sentence is given fits what it waits for', () => {
  const files = ['app', 'components']
    .flatMap((room) => readdirSync(room, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
    .map((entry) => path.join(entry.parentPath, entry.name))
  expect(files.flatMap((file) => inSource(readFileSync(file, 'utf8')))).toEqual([])
})

test('a function where a value stands is seen', () => {
  const source = (at: string) => `const a = richWords('apps.deleted.byNobody', { at: ${at} })`
  expect(inSource(source('() => <b />'))).toEqual(['apps.deleted.byNobody has no <at>: Deleted {at}.'])
  expect(inSource(source('<b />'))).toEqual([])
})
