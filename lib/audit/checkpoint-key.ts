import 'server-only'
import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'

/** Where a chain stood at a moment: what is signed. */
export type Checkpoint = { orgId: string; seq: number; hash: Uint8Array; sealedAt: Date }

export type CheckpointKey = {
  /** Names the key in a checkpoint: the beginning of the SHA-256 of the public key. */
  id: string
  /** To be kept elsewhere: with it alone, and without the secret, checkpoints can be verified. SPKI, base64. */
  publicKey: string
  sign(checkpoint: Checkpoint): Buffer
}

/**
 * The key that signs checkpoints, derived from `APP_SECRET`. Ed25519 rather than an HMAC: whoever audits needs the public half only, so
 * the secret that could forge a checkpoint never has to leave the worker. `scripts/audit-chain.mjs` derives the same to verify.
 */
export function checkpointKey(appSecret: string): CheckpointKey {
  const seed = createHmac('sha256', appSecret).update('audit checkpoints').digest()
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_OF_ED25519, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const spki = spkiOf(createPublicKey(privateKey))
  return {
    id: createHash('sha256').update(spki).digest('hex').slice(0, 16),
    publicKey: spki.toString('base64'),
    sign: (checkpoint) => sign(null, Buffer.from(messageOf(checkpoint)), privateKey),
  }
}

/** RFC 8410: everything of a private key that stands before its 32 bytes. */
const PKCS8_OF_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

const spkiOf = (key: KeyObject) => key.export({ format: 'der', type: 'spki' })

function messageOf({ orgId, seq, hash, sealedAt }: Checkpoint): string {
  return `muster audit checkpoint 1\nchain:${orgId}\nseq:${seq}\nhash:${Buffer.from(hash).toString('hex')}\nsealed_at:${sealedAt.toISOString()}\n`
}
