import 'server-only'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** One column of a file: what stands at its head, and its cell in a row. Moments are written in ISO 8601, UTC. */
export type CsvColumn<R> = {
  head: string
  cell: (row: R) => string | number | boolean | Date | null | undefined
}

/** For the answer that carries the file. */
export const CSV_TYPE = 'text/csv; charset=utf-8'

/**
 * Writes rows as CSV (RFC 4180), a piece of text for each batch, so that no more than one batch is in memory. Begins with the byte
 * order mark by which spreadsheets know UTF-8, and the heads. A cell that a spreadsheet would take for a formula (it begins with
 * `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe in front; numbers stay as they are.
 */
export async function* csvPieces<R>(
  columns: CsvColumn<R>[],
  batches: AsyncIterable<R[]> | Iterable<R[]>,
): AsyncGenerator<string> {
  yield `\ufeff${written([columns.map(({ head }) => head)])}`
  for await (const batch of batches)
    if (batch.length > 0) yield written(batch.map((row) => columns.map(({ cell }) => plain(cell(row)))))
}

function written(lines: (string | number)[][]): string {
  return stringify(lines, { escape_formulas: true, record_delimiter: '\r\n', quote_record_delimiter: true })
}

function plain(cell: string | number | boolean | Date | null | undefined): string | number {
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell === 'boolean') return cell ? 'true' : 'false'
  return cell ?? ''
}

/** One record of a file, with the line on which it ends, from 1. */
export type CsvRecord = { line: number; cells: string[] }

/**
 * Reads CSV as spreadsheets and people write it: separated by comma, semicolon or tab (the sign that stands most often in the first
 * line), cells trimmed, empty records left out, records of any length. Where a quotation mark is never closed, the signs are taken
 * as they stand, one record a line.
 */
export function readCsv(text: string): CsvRecord[] {
  const options = {
    bom: true,
    delimiter: separatorOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_empty_values: true,
    trim: true,
    info: true,
  }
  try {
    return records(parse(text, options))
  } catch {
    return records(parse(text, { ...options, quote: null }))
  }
}

/** With `info`, the reader gives each record along with where it stands; its types do not say so. */
function records(read: unknown): CsvRecord[] {
  return (read as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
    line: info.lines,
    cells: record,
  }))
}

function separatorOf(text: string): string {
  const start = text.trimStart().slice(0, 10_000)
  const first = start.split(/[\r\n]/, 1)[0]?.replace(/"[^"]*"/g, '') ?? ''
  const times = (sign: string) => first.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (times(sign) > times(best) ? sign : best))
}

/** The text of an uploaded file: UTF-8, UTF-16 with its mark, or else one byte a letter (Latin-1), as older Windows programs write. */
export function textOfFile(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}
