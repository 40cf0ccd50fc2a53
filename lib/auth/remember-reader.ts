import 'server-only'
import { database } from '@/db/client'
import { reader } from '@/messages/reader'
import type { SessionClaims } from './session-token'

/** Notes how whoever signs in reads the portal: mails to them are written in that language, with the hours of that zone. */
export async function rememberReader({ sessionId }: SessionClaims): Promise<void> {
  const { locale, timeZone } = reader()
  await database()`select remember_reader(${sessionId}::uuid, ${locale}, ${timeZone})`
}
