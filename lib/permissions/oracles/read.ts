import { readFileSync } from 'node:fs'

/** The rows of one of the tables beside this file, by their headings. Cells may stand in double quotes. */
export function oracle(file: string): Record<string, string>[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  const [head = [], ...rows] = text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => (file.endsWith('.tsv') ? line.split('\t') : cells(line)))
  return rows.map((row) => Object.fromEntries(head.map((heading, at) => [heading, row[at] ?? ''])))
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}
