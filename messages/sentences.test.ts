import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'

/** Where English stands and nobody who uses the portal reads it there, or it is no sentence. */
const ALLOWED: Record<string, string[]> = {
  'lib/env.ts': ['*'], // settings are told to whoever starts the portal, before there is a language
  'lib/demo/': ['*'], // names and mails of the demo's people
  'lib/jobs/': ['*'], // the log
  'app/layout.tsx': ['%s · Muster'],
  'app/empty/': ['*'], // the bare page that speed is measured against
  'components/commands/command-menu.tsx': ['Ctrl K'], // what stands on the keys
  'components/invitations/invite-form.tsx': ['lena@example.com\nomar@example.com'],
  'lib/collaborators/actions.ts': ['changed'], // stands in an address
  'lib/mail/send.ts': ['The mail server is out of reach'], // `retry.ts` looks for it
  'db/outage.ts': ['The database does not answer'], // the log; people read `lib/outage.ts`
  'proxy.ts': ['*'], // runs before anybody is known, and apart from the rest
}

type Node = { type: string; start: number } & Record<string, unknown>

/** Words that are read or heard: text, and the attributes that are. */
const ATTRIBUTES =
  /^(title|label|alt|placeholder|description|submit|confirm|all|taken|what|aria-(label|description|roledescription|valuetext))$/
const PROPERTIES =
  /^(title|label|header|all|description|text|message|subject|heading|preheader|placeholder|says|said|words)$/
const NAME = 'Muster'
const hasWord = (text: string) => /\p{L}{2}/u.test(text.replaceAll(NAME, ''))
/** “Two words at least, the first with a capital”: how our sentences begin. */
const isSentence = (text: string) =>
  /^[“"]?[A-Z][a-z’]*[,:]? ["“(]?[a-z{]/.test(text) || /^[A-Z][a-z’]+ [A-Za-z ,’-]+[.?!]$/.test(text)

/** Every sentence that `source` holds itself. */
function sentencesIn(source: string, lang: 'ts' | 'tsx'): string[] {
  const found: string[] = []
  const visit = (node: unknown, isShown: boolean) => {
    if (Array.isArray(node)) for (const one of node) visit(one, isShown)
    if (!isNode(node) || isSilent(node)) return
    if (node.type === 'JSXText' && hasWord(String(node.value))) found.push(String(node.value).trim())
    if (node.type === 'JSXAttribute') return visit(node.value, ATTRIBUTES.test(nameOf(node)))
    if (node.type === 'Property')
      return visit(node.value, PROPERTIES.test(nameOf({ ...node, name: node.key })))
    if (node.type === 'JSXElement') {
      visit((node.openingElement as Node).attributes, false)
      return visit(node.children, true)
    }
    const text = textOf(node)
    if (text !== undefined && (isShown ? hasWord(text) : isSentence(text))) found.push(text)
    const stays =
      isShown &&
      /^(JSXExpressionContainer|ConditionalExpression|LogicalExpression|ParenthesizedExpression|JSXFragment)$/.test(
        node.type,
      )
    for (const [name, child] of Object.entries(node))
      if (name !== 'type')
        visit(child, stays && name !== 'test' && !(name === 'left' && node.operator === '&&'))
  }
  visit(parseAst(source, { lang }) as unknown, false)
  return found
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value
const nameOf = ({ name }: Record<string, unknown>) => String((name as Node | undefined)?.name ?? '')

/** What a program says to itself: types, imports, SQL, what is thrown as a fault of our own, the log. */
function isSilent(node: Node): boolean {
  if (/^(TS(?!As|Satisfies|NonNull)|Import)|^TaggedTemplate/.test(node.type)) return true
  const callee = node.callee as Node | undefined
  if (node.type === 'NewExpression') return /Error$|^NothingToSend$|^EndedSession$/.test(String(callee?.name))
  if (node.type === 'CallExpression')
    return /^log$|^console$/.test(String((callee?.object as Node | undefined)?.name))
  return false
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral') return undefined
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}')
}

function sources(): string[] {
  return ['app', 'components', 'db', 'lib']
    .flatMap((room) => readdirSync(room, { recursive: true, withFileTypes: true }))
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|fixture)\.tsx?$/.test(entry.name),
    )
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('/testing/'))
    .concat('proxy.ts')
    .sort()
}

test('every sentence stands in messages/', () => {
  const found = sources().flatMap((file) => {
    const allowed = Object.entries(ALLOWED).flatMap(([name, texts]) => (file.startsWith(name) ? texts : []))
    if (allowed.includes('*')) return []
    return sentencesIn(readFileSync(file, 'utf8'), file.endsWith('x') ? 'tsx' : 'ts')
      .filter((text) => !allowed.includes(text))
      .map((text) => `${file}: ${text}`)
  })
  expect(found).toEqual([])
})

test.each([
  ['const a = <p>Hello there</p>', 'Hello there'],
  ['const a = <p>{isOn ? "on" : null}</p>', 'on'],
  ['const a = <Card title="Members" />', 'Members'],
  ['const a = <b aria-label={isYou ? `Your role` : words("x")} />', 'Your role'],
  ['const a = { label: "Role", key: "role" }', 'Role'],
  ['throw conflict("That name is taken.")', 'That name is taken.'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ['const a = `Renewed for ${name}`', 'Renewed for {}'],
])('%s holds a sentence', (source, sentence) => {
  expect(sentencesIn(source, 'tsx')).toEqual([sentence])
})

test.each([
  'const a = <p className="grid gap-2">{words("x.y")}</p>',
  'const a = <p>Muster</p>',
  'throw new Error("Nobody reads this but us")',
  'await sql`Select one from two`',
  'log.warn("The mail server is away")',
  'type A = "Hello there"',
])('%s holds none', (source) => {
  expect(sentencesIn(source, 'tsx')).toEqual([])
})
