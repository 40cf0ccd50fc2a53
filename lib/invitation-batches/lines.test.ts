import { describe, expect, test } from 'vitest'
import { readLines } from './lines'

const read = (text: string) =>
  readLines(text, 'team_contributor').map(({ typed, email, role, typedRole }) => [
    email ?? `? ${typed}`,
    role ?? `? ${typedRole}`,
  ])
const T = 'team_contributor'

describe('reading a list of people', () => {
  test.for<[string, string, [string, string][]]>([
    [
      'a column',
      'a@example.test\nb@example.test\r\n\n c@example.test ',
      [
        ['a@example.test', T],
        ['b@example.test', T],
        ['c@example.test', T],
      ],
    ],
    [
      'a line of addresses',
      'a@example.test, b@example.test; c@example.test d@example.test',
      [
        ['a@example.test', T],
        ['b@example.test', T],
        ['c@example.test', T],
        ['d@example.test', T],
      ],
    ],
    [
      'what a mail program copies',
      '"Berg, Lena" <lena@example.test>; Max Muster <max@example.test>',
      [
        ['lena@example.test', T],
        ['max@example.test', T],
      ],
    ],
    [
      'an address and a role',
      'a@example.test,Admin\nb@example.test,organization user',
      [
        ['a@example.test', 'admin'],
        ['b@example.test', 'organization_user'],
      ],
    ],
    [
      'a role by its key, with words in brackets, in capitals',
      'a@example.test;organization_contributor\nb@example.test;Team Contributor (select apps)\nc@example.test;FINANCIAL-MANAGER',
      [
        ['a@example.test', 'organization_contributor'],
        ['b@example.test', T],
        ['c@example.test', 'financial_manager'],
      ],
    ],
    [
      'names around the address',
      'Lena\tBerg\ta@example.test\tAdmin\nMax\tMuster\tb@example.test\t',
      [
        ['a@example.test', 'admin'],
        ['b@example.test', T],
      ],
    ],
    ['a role that is none', 'a@example.test,Amdin', [['a@example.test', '? Amdin']]],
    ['a name behind the address, among more cells', 'a@example.test,Lena,Berg', [['a@example.test', T]]],
    [
      'what is no address',
      'nobody\na@example.test\nlena＠example.test\na@b',
      [
        ['? nobody', T],
        ['a@example.test', T],
        ['? lena＠example.test', T],
        ['? a@b', T],
      ],
    ],
    [
      'the same twice',
      'a@example.test\nA@Example.test',
      [
        ['a@example.test', T],
        ['A@Example.test', T],
      ],
    ],
    [
      'a head',
      'Name;Role;E-Mail\nLena;Admin;a@example.test\nMax;;b@example.test\n;;\nOtto;King;nobody',
      [
        ['a@example.test', 'admin'],
        ['b@example.test', T],
        ['? nobody', '? King'],
      ],
    ],
    ['a head alone', 'email,role', []],
    [
      'a head with a byte order mark and quotes',
      '\ufeff"Email address","Role"\r\n"a@example.test","Infrastructure Manager"\r\n',
      [['a@example.test', 'infrastructure_manager']],
    ],
    [
      'a cell with two addresses and a role',
      'email,role\n"a@example.test, b@example.test",admin',
      [
        ['a@example.test', 'admin'],
        ['b@example.test', 'admin'],
      ],
    ],
    [
      'addresses with a role among them',
      'a@example.test,b@example.test,Admin',
      [
        ['a@example.test', 'admin'],
        ['b@example.test', 'admin'],
      ],
    ],
  ])('%s', ([, text, lines]) => {
    expect(read(text)).toEqual(lines)
  })

  test('keeps what is too long as a mistake, shortened', () => {
    const [line] = readLines(`${'x'.repeat(5000)}@example.test`, T)
    expect(line).toMatchObject({ email: null, normalized: null })
    expect(line?.typed).toHaveLength(254)
  })

  test('10,000 lines take well under a second', () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `Person ${i},person-${i}@example.test,Admin`).join(
      '\n',
    )
    const started = performance.now()
    expect(readLines(text, T)).toHaveLength(10_000)
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('hostile text costs no more than its length', () => {
    for (const sign of ['<', '>', '"', '@', ',', '<>', '\n', '<@>,', '"@"'])
      readLines(sign.repeat(200_000 / sign.length), T)
  })
})
