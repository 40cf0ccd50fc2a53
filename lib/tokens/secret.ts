import 'server-only'
import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const [RANDOM, CHECK] = [30, 6]
const SHAPE = new RegExp(`^(mst_(?:pat|app)_[0-9A-Za-z]{${RANDOM}})([0-9A-Za-z]{${CHECK}})$`)

/** A secret is shown once. What is kept of it is the hash, and the end by which people know it again. */
export type TokenSecret = { secret: string; hash: Uint8Array; lastFour: string }

/** `mst_pat_…` for a personal access token, also a collaborator's, `mst_app_…` for the key of an app: 30 random digits of 62, 6 of a checksum. */
export function makeTokenSecret(kind: 'personal' | 'collaborator' | 'app'): TokenSecret {
  const random = Array.from({ length: RANDOM }, () => DIGITS[randomInt(DIGITS.length)]).join('')
  const body = `mst_${kind === 'app' ? 'app' : 'pat'}_${random}`
  const secret = body + checkOf(body)
  return { secret, hash: hashOf(secret), lastFour: secret.slice(-4) }
}

/** The hash to look a secret up by; null for what cannot be one, which its checksum tells without a question to the database. */
export function readTokenSecret(text: string): Uint8Array | null {
  const [, body, check] = SHAPE.exec(text.trim()) ?? []
  return body && checkOf(body) === check ? hashOf(text.trim()) : null
}

const hashOf = (secret: string): Uint8Array => createHash('sha256').update(secret).digest()

function checkOf(body: string): string {
  let rest = crc32(body)
  let check = ''
  for (let at = 0; at < CHECK; at++) {
    check = DIGITS[rest % DIGITS.length] + check
    rest = Math.floor(rest / DIGITS.length)
  }
  return check
}
