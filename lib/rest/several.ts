import 'server-only'
import { AppError } from '@/lib/errors'
import type { Payload } from './operation'
import { codeInWords, inWordsOf, type Names, type Told, told } from './refusals'
import { CODES, type Status } from './statuses'

type ItemStatus = Omit<Status, 'req_id'>
const DONE = (): ItemStatus => ({ code: CODES.success, description: codeInWords(CODES.success), details: '' })

/** The answer of a write of several things where some failed: each comes with a status of its own, in the order in which they were given. */
export class Several {
  constructor(
    readonly payload: Payload,
    readonly told: Told,
  ) {}
}

/**
 * Does one thing after the other, each a change of its own: what fails stops no other. Where all are done the answer holds them; where there is only
 * one, its error is the answer's; else it is mixed, or a failure where none was done. `names` says how the body calls what the command calls otherwise.
 */
export async function each<I extends object>(
  things: string,
  items: readonly I[],
  run: (item: I, at: number) => Promise<object>,
  names: Names = {},
): Promise<Payload | Several> {
  const rows: object[] = []
  const errors: AppError[] = []
  for (const [at, item] of items.entries()) {
    try {
      rows.push(await run(item, at))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const inTheirWords = inWordsOf(error, `${names.in ?? things}.${at}.`, names)
      if (items.length === 1 || error.code === 'unauthenticated') throw inTheirWords
      errors.push(inTheirWords)
      rows.push({ ...('id' in item ? { id: item.id } : {}), status: told(inTheirWords).status })
    }
  }
  const [first] = errors
  if (!first) return { [things]: rows }
  const payload = { [things]: rows.map((row) => ('status' in row ? row : { ...row, status: DONE() })) }
  const isMixed = errors.length < items.length
  const code = isMixed ? CODES.mixed : CODES.failure
  const status = { code, description: codeInWords(code), details: first.message }
  return new Several(payload, { http: isMixed ? 207 : told(first).http, status })
}
