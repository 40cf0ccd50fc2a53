import 'server-only'
import { createHash } from 'node:crypto'
import { database } from '@/db/client'
import { AppError, conflict, invalid } from '@/lib/errors'
import { log } from '@/lib/log'
import { words } from '@/messages/words'
import type { Operation } from './operation'

type Asked = {
  operation: Pick<Operation, 'name' | 'givesSecret'>
  key: string
  /** Of the token. */
  hash: Uint8Array
  /** What makes two requests the same. */
  asked: string[]
}
type Row = {
  state: 'first' | 'other' | 'under_way' | 'done' | 'nobody'
  status: string | null
  body: string | null
}

/**
 * Does what is asked under an Idempotency-Key at most once a day: the same key gives the same answer again. Throws `conflict` where the
 * key was used for something else, or the first request under it has not come to its end. What was refused is forgotten, since nothing happened.
 */
export async function onlyOnce(asked: Asked, run: () => Promise<Response>): Promise<Response> {
  const { key, hash, operation } = asked
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw invalid({ 'Idempotency-Key': words('rest.keyShape') })
  const same = createHash('sha256')
    .update(JSON.stringify([operation.name, ...asked.asked]))
    .digest()
  const [row] = await database()<[Row]>`
    select * from begin_idempotent(${hash}::bytea, ${key}, ${same}::bytea)`
  if (row.state === 'other') throw conflict(words('rest.keyOfOther'))
  if (row.state === 'under_way') throw conflict(words('rest.keyUnderWay'))
  if (row.state === 'done') return again(row)
  if (row.state === 'nobody') return run() // entering says why
  return first(asked, run)
}

async function first({ key, hash, operation }: Asked, run: () => Promise<Response>): Promise<Response> {
  try {
    const response = await run()
    const body = await response.clone().text()
    await database()`select end_idempotent(${hash}::bytea, ${key}, ${String(response.status)}, ${operation.givesSecret ? '' : body})`.catch(
      (error: unknown) => log.warn({ err: error }, 'an answer could not be kept for its key'),
    )
    return response
  } catch (error) {
    // Whether a change was saved may be unknown: then the key stays taken, so that nothing is done twice.
    const isRefusal = error instanceof AppError && error.code !== 'unavailable'
    if (isRefusal) await database()`select forget_idempotent(${hash}::bytea, ${key})`
    throw error
  }
}

function again({ status, body }: Row): Response {
  if (!body) throw conflict(words('rest.keySecret'))
  const requestId = (JSON.parse(body) as { status: { req_id: string } }).status.req_id // our own answer, as it was written
  return new Response(body, {
    status: Number(status),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      'idempotency-replayed': 'true',
    },
  })
}
