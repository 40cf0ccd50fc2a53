import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

type Package = Record<string, unknown> &
  Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>>
type Locked = { version?: string; resolved?: string; integrity?: string; os?: string[]; cpu?: string[] }
const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T // npm's own files
const manifest = read<Package>('package.json')
const lock = read<{ packages: Record<string, Locked> }>('package-lock.json')

/** Below these, known advisories apply. */
const FLOORS: Record<string, string> = {
  next: '16.4.6',
  'next-auth': '4.24.15',
  'drizzle-orm': '0.45.4',
  nodemailer: '10.0.0',
}

describe('what the portal is made of', () => {
  test('is named exactly, version by version', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    expect(all.length).toBeGreaterThan(30)
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test.for(Object.entries(FLOORS))(
    '%s is %s or newer, also where another package brings it',
    ([name, floor]) => {
      expect(manifest.dependencies?.[name], 'it is used').toBeDefined()
      const copies = Object.entries(lock.packages).filter(([where]) => where.endsWith(`node_modules/${name}`))
      expect(copies.length).toBeGreaterThan(0)
      for (const [where, { version = '0' }] of copies)
        expect(isAtLeast(version, floor), `${where} is ${version}`).toBe(true)
    },
  )

  test('comes with a checksum, and from the registry where it says where from', () => {
    // What scripts/fix-lock.mjs puts back for other machines has none.
    const isChecked = ({ integrity, os, cpu }: Locked) =>
      integrity === undefined ? Boolean(os ?? cpu) : integrity.startsWith('sha512-')
    const isOurs = ({ resolved }: Locked) =>
      resolved === undefined || resolved.startsWith('https://registry.npmjs.org/')
    const odd = Object.entries(lock.packages).filter(
      ([where, one]) => where !== '' && !(isChecked(one) && isOurs(one)),
    )
    expect(odd.map(([where]) => where)).toEqual([])
  })
})

function isAtLeast(version: string, floor: string): boolean {
  const [is, least] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? [])
  for (const [i, wanted] of (least ?? []).entries()) {
    const given = is?.[i] ?? 0
    if (given !== wanted) return given > wanted
  }
  return !version.includes('-')
}

/** What would let input become code, and the few places where it cannot be input. */
const DANGEROUS: [what: string, pattern: RegExp, allowed: string[]][] = [
  ['SQL from text', /\bsql\s*\.\s*(raw|identifier)\b/, []],
  ['an alias that is not a literal', /\.as\((?!'[a-z_]+'\))/, []],
  [
    'a statement from text',
    /\.unsafe\(/,
    // What others ask handed on; begin, commit and rollback; the limiter's own statements with parameters; LISTEN to a name of ours.
    ['db/lease.ts', 'db/tenant.ts', 'lib/auth/limits.ts', 'lib/bell/listener.ts'],
  ],
  [
    'HTML from text',
    /dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write/,
    [
      'components/apps/apps-grid.tsx',
      'components/data-table/static-html.ts',
      'components/data-table/table-body.tsx',
      'components/ui/icons.tsx',
    ], // compared with React's own, and with the library's drawings, in tests
  ],
  ['code from text', /\beval\(|new Function\(/, []],
]

describe('the code', () => {
  test.for(DANGEROUS)('makes no %s', ([, pattern, allowed]) => {
    const found = sources().filter((file) => pattern.test(readFileSync(file, 'utf8')))
    expect(found).toEqual(allowed)
  })
})

function sources(): string[] {
  const of = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|fixture)\.tsx?$/.test(entry.name),
      )
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !file.includes('/testing/'))
  return ['app', 'components', 'db', 'lib'].flatMap(of).concat('proxy.ts').sort()
}
