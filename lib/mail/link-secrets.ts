import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32
const SECRET = /^[A-Za-z0-9_-]{43}$/

/** A fresh secret for a link (256 bits, base64url) and the SHA-256 hash that alone is stored. */
export function createLinkSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  return { secret, hash: sha256(secret) }
}

/** The hash under which a secret from a link is looked up, or null for what cannot be one: no query needs to be asked then. */
export function hashLinkSecret(secret: string): Buffer | null {
  return SECRET.test(secret) ? sha256(secret) : null
}

export type LinkPurpose = 'verify_email' | 'verify_address' | 'reset_password' | 'invitation' | 'app_share'

const PATHS: Record<LinkPurpose, string> = {
  verify_email: 'verify',
  verify_address: 'verify/address',
  reset_password: 'reset',
  invitation: 'invitations',
  app_share: 'shares',
}

/** The address of a link. `appUrl` is `APP_URL`, the only source: never the `Host` header of a request. */
export function linkTo(appUrl: string, purpose: LinkPurpose, secret: string): string {
  return new URL(`/${PATHS[purpose]}/${secret}`, appUrl).href
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
