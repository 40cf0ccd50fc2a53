import 'server-only'
import { randomBytes } from 'node:crypto'
import { seal, unseal } from '@/lib/mail/vault'

const PREFIX = 'whsec_'
const BYTES = 32

/** A new signing secret as people copy it: `whsec_` and 32 random bytes in base64 (Standard Webhooks 1.0, "Signature scheme"). */
export const makeWebhookSecret = (): string => `${PREFIX}${randomBytes(BYTES).toString('base64')}`

/** Encrypts a secret for the row of its webhook: it signs, so it has to be read again, but by nobody who reads the table. */
export const sealWebhookSecret = (secret: string, webhookId: string, appSecret: string): Buffer =>
  seal(secret, `webhook ${webhookId}`, appSecret)

/** The counterpart of `sealWebhookSecret`. Throws where it was sealed for another webhook or under another `APP_SECRET`. */
export const openWebhookSecret = (sealed: Uint8Array, webhookId: string, appSecret: string): string =>
  unseal(sealed, `webhook ${webhookId}`, appSecret)

/** The bytes that sign. */
export const webhookKey = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64')
