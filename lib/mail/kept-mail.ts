import 'server-only'
import { z } from 'zod'
import { unseal } from './vault'

const KeptMail = z.object({ subject: z.string(), html: z.string(), text: z.string() })
export type KeptMail = z.infer<typeof KeptMail>

/**
 * Opens the body of a mail that has not gone out (`mails.body_encrypted`). It may hold a link that lets its reader in as somebody
 * else, so only the operator's page calls this. Throws where `APP_SECRET` has changed since.
 */
export function openKeptMail(mailId: string, bodyEncrypted: Uint8Array, appSecret: string): KeptMail {
  return KeptMail.parse(JSON.parse(unseal(bodyEncrypted, mailId, appSecret)))
}
