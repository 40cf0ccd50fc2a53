import 'server-only'
import { words } from '@/messages/words'
import { Unreadable } from './refusals'

const MOST_BYTES = 1024 * 1024

/** The text of a request's body. Throws `Unreadable` past a megabyte, however it is sent. */
export async function readBody(request: Request): Promise<string> {
  const tooMuch = () => new Unreadable(413, words('rest.tooMuch'))
  if (Number(request.headers.get('content-length')) > MOST_BYTES) throw tooMuch()
  if (!request.body) return ''
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength
    if (bytes > MOST_BYTES) throw tooMuch()
    parts.push(part)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    throw new Unreadable(400, words('rest.notJson'))
  }
}

/** What it says as JSON; an empty one says `{}`. Throws `Unreadable`. */
export function readJson(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable(400, words('rest.notJson'))
  }
}
