// The audit chain, said once more and independently of what wrote it, to verify it. Plain Node and plain SQL: nothing of the database's
// own functions is asked, since whoever tampers may have changed those too.
import { createHash, createHmac, createPrivateKey, createPublicKey, verify } from 'node:crypto'

export const START = Buffer.alloc(32)

const MOMENT = (column) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The tables of the history: the columns that the hash covers, form 1, in their order, and how each is written. */
export const TABLES = {
  event: {
    table: 'audit_events',
    columns: [
      ...['id', 'org_id', 'transaction_id', 'change_id', 'event', 'target_kind', 'target_id', 'target_name'],
      ...['before', 'after', 'actor_kind', 'actor_id', 'actor_name', 'address', 'user_agent', 'request_id'],
      'occurred_at',
    ],
  },
  refusal: {
    table: 'refused_attempts',
    columns: [
      ...[
        'id',
        'org_id',
        'account',
        'operation',
        'permission',
        'reason',
        'actor_kind',
        'actor_id',
        'actor_name',
      ],
      ...['address', 'user_agent', 'request_id', 'occurred_at'],
    ],
  },
}

/** SQL that gives the covered columns of a row as a JSON array of texts. */
export function coveredSql(kind, alias) {
  const columns = TABLES[kind].columns.map((name) =>
    name === 'occurred_at' ? MOMENT(`${alias}.${name}`) : `${alias}."${name}"::text`,
  )
  return `json_build_array(${columns.join(', ')})`
}

/** As PostgreSQL prints an array of texts. */
const jsonArray = (texts) => `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`

/**
 * The hash of an entry.
 *
 * @param {Buffer} previous the hash of the entry before, or START
 * @param {{orgId: string, seq: number, kind: 'event' | 'refusal', form: number, covered: (string | null)[]}} entry
 */
export function hashOf(previous, { orgId, seq, kind, form, covered }) {
  const head = jsonArray([String(form), orgId, String(seq), kind])
  return createHash('sha256')
    .update(previous)
    .update(head + jsonArray(covered))
    .digest()
}

/** The public half of the key that signs checkpoints, as `lib/audit/checkpoint-key.ts` derives it. */
export function publicKeyOf(appSecret) {
  const seed = createHmac('sha256', appSecret).update('audit checkpoints').digest()
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex') // RFC 8410
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
}

/**
 * Keys by which checkpoints can be verified, by their id.
 *
 * @param {string[]} publicKeys SPKI, base64
 */
export function keyring(publicKeys) {
  return new Map(
    publicKeys.map((text) => {
      const spki = Buffer.from(text, 'base64')
      const id = createHash('sha256').update(spki).digest('hex').slice(0, 16)
      return [id, createPublicKey({ key: spki, format: 'der', type: 'spki' })]
    }),
  )
}

/**
 * What is wrong with the signature of a checkpoint, or null.
 *
 * @param {Map<string, import('node:crypto').KeyObject>} keys
 * @param {{orgId: string, seq: number, hash: string, sealedAt: string, keyId: string, signature: string}} checkpoint hash in
 *   hex, signature in base64
 */
export function signatureFault(keys, { orgId, seq, hash, sealedAt, keyId, signature }) {
  const key = keys.get(keyId)
  if (!key)
    return `is signed with the key ${keyId}, which is not known here (another APP_SECRET? give its public key with --key)`
  const message = `muster audit checkpoint 1\nchain:${orgId}\nseq:${seq}\nhash:${hash}\nsealed_at:${sealedAt}\n`
  return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64'))
    ? null
    : 'does not bear the signature of this installation'
}
