import 'server-only'
import { hash, type Options, verify } from '@node-rs/argon2'

// Argon2id, 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's first choice.
const ARGON2ID = 2
const COST: Options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes a password as it will be stored. Different ways to encode the same characters give the same password. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST)

/**
 * Whether `password` is the one behind `stored`. Takes the same time where there is no account (`stored` is null): it then checks
 * against a hash that nothing matches.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const isRight = await verify(stored ?? (await nobody()), password.normalize('NFKC')).catch(() => false)
  return isRight && stored !== null
}

let nobodysHash: Promise<string> | undefined
const nobody = () => {
  nobodysHash ??= hashPassword(crypto.randomUUID())
  return nobodysHash
}
// Made ahead, or the first stranger to knock would be told apart by the time it takes.
void nobody()
