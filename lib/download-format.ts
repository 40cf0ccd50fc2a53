import { words } from '@/messages/words'
import 'server-only'
import { CSV_TYPE, type CsvColumn, csvPieces } from './csv'

/** How rows of a download become text. */
export type FileFormat<R> = {
  /** The ending of the file's name, without a dot. */
  extension: string
  contentType: string
  /** The text of the file, a piece for each batch. */
  pieces(batches: AsyncIterable<R[]>): AsyncIterator<string>
  /** The last line of a file that could not be finished. */
  broken(): string
}

/** Comma-separated values for spreadsheets, as `lib/csv.ts` writes them. */
export function csvFile<R>(columns: CsvColumn<R>[]): FileFormat<R> {
  return {
    extension: 'csv',
    contentType: CSV_TYPE,
    pieces: (batches) => csvPieces(columns, batches),
    broken: () => `"${words('errors.brokenDownload')}"\r\n`,
  }
}

/** One JSON object a line (https://jsonlines.org), as `shape` gives it. */
export function jsonLines<R>(shape: (row: R) => object): FileFormat<R> {
  return {
    extension: 'jsonl',
    contentType: 'application/jsonl; charset=utf-8',
    pieces: (batches) => linesOf(shape, batches),
    broken: () => `${JSON.stringify({ error: words('errors.brokenDownload') })}\n`,
  }
}

async function* linesOf<R>(shape: (row: R) => object, batches: AsyncIterable<R[]>): AsyncGenerator<string> {
  for await (const batch of batches)
    if (batch.length > 0) yield `${batch.map((row) => JSON.stringify(shape(row))).join('\n')}\n`
}

/**
 * `Content-Disposition` for a file of this name, which may hold anything: what names of files must not hold is taken out, and what is
 * not ASCII travels as RFC 6266 and RFC 8187 say, with a plain name beside it.
 */
export function attachment(name: string): string {
  const safe = [
    ...name
      .normalize('NFC')
      .replace(FORBIDDEN, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^[. ]+/, ''),
  ]
    .slice(-MOST_CHARACTERS)
    .join('')
  const plain = safe
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

const MOST_CHARACTERS = 120
/** Control characters, what separates folders, what Windows refuses, and what turns the direction of writing round. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029/\\:*?"<>|]/gu
