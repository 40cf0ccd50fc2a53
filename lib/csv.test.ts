import { describe, expect, test } from 'vitest'
import { type CsvColumn, csvPieces, readCsv, textOfFile } from './csv'

type Row = { name: string | null; age?: number; at?: Date }
const columns: CsvColumn<Row>[] = [
  { head: 'Name', cell: ({ name }) => name },
  { head: 'Age', cell: ({ age }) => age },
  { head: 'At', cell: ({ at }) => at },
]

async function written(...batches: Row[][]): Promise<string> {
  let text = ''
  for await (const piece of csvPieces(columns, batches)) text += piece
  return text
}
const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells)

describe('writing', () => {
  test('begins with the mark of UTF-8 and the heads, also where there is nothing', async () => {
    expect(await written()).toBe('\ufeffName,Age,At\r\n')
    expect([...Buffer.from(await written()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })

  test('writes moments in UTC, nothing for nothing, and quotes what needs it', async () => {
    const at = new Date('2026-05-03T12:00:00+02:00')
    expect(
      await written([{ name: 'Berg, "Lena"', age: 7, at }], [{ name: 'two\nlines' }, { name: null }]),
    ).toBe('\ufeffName,Age,At\r\n"Berg, ""Lena""",7,2026-05-03T10:00:00.000Z\r\n"two\nlines",,\r\n,,\r\n')
  })

  test.for([
    '=HYPERLINK("https://evil.example")',
    '+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
  ])('takes %j from the spreadsheet that would reckon with it', async (name) => {
    const [, [cell] = []] = readCsv(await written([{ name }])).map(({ cells }) => cells)
    expect(cell).toBe(`'${name}`)
  })

  test('leaves numbers below zero as numbers', async () => {
    expect(await written([{ name: 'x', age: -5 }])).toMatch(/x,-5,\r\n$/)
  })

  test('holds one batch at a time', async () => {
    let asked = 0
    function* batches() {
      for (; asked < 1000; asked++) yield [{ name: `row ${asked}` }]
    }
    const pieces = csvPieces(columns, batches())
    for (let i = 0; i < 3; i++) await pieces.next()
    expect(asked).toBe(1)
  })
})

describe('reading', () => {
  test('takes what was written', async () => {
    const name = 'Ünal "Ü" Berg, two\r\nlines; \t and more'
    expect(cellsOf(await written([{ name, age: 3 }]))).toEqual([
      ['Name', 'Age', 'At'],
      [name, '3', ''],
    ])
  })

  test.for([
    ['comma', 'a@example.test, admin\nb@example.test,"Organization, User"'],
    ['semicolon', 'a@example.test;admin\r\nb@example.test;Organization, User'],
    ['tab', 'a@example.test\tadmin\nb@example.test\tOrganization, User'],
  ])('finds out that %s separates', ([, text]) => {
    expect(cellsOf(text ?? '')).toEqual([
      ['a@example.test', 'admin'],
      ['b@example.test', 'Organization, User'],
    ])
  })

  test('leaves empty lines out and says on which line a record stands', () => {
    expect(readCsv('\ufeff\na\n\n ,\n"b\nb",1\nc\n').map(({ line, cells }) => [line, cells[0]])).toEqual([
      [2, 'a'],
      [6, 'b\nb'],
      [7, 'c'],
    ])
  })

  test('takes lines as they stand where a quotation mark is never closed', () => {
    expect(cellsOf('"Lena Berg <lena@example.test>\nmax@example.test,admin')).toEqual([
      ['"Lena Berg <lena@example.test>'],
      ['max@example.test', 'admin'],
    ])
  })

  test('reads 10,000 lines at once', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `person-${i}@example.test;admin`).join('\r\n')
    expect(readCsv(lines)).toHaveLength(10_000)
  })
})

test('a file is read as what it was saved as', () => {
  const text = 'Zoë,1'
  expect(textOfFile(Buffer.from(text))).toBe(text)
  expect(textOfFile(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(text)
  expect(textOfFile(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe(text)
  expect(textOfFile(Uint8Array.of(0x5a, 0x6f, 0xeb, 0x2c, 0x31))).toBe(text)
})
