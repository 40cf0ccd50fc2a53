import 'server-only'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'
import { readerAs, writingFor } from '@/lib/reader'
import { composeLetter, NothingToSend } from './compose'
import { closeMail, openMail } from './facts'
import { patiently } from './patience'
import { type RenderedMail, renderLetter } from './render'
import type { MailJob } from './schemas'
import { DeliveryError, type PostOffice } from './send'
import { seal } from './vault'

export interface MailSettings {
  readonly appUrl: string
  readonly appSecret: string
  /** Null where `SMTP_URL` is not set: mails are then kept for the operator. */
  readonly postOffice: PostOffice | null
}

/**
 * One attempt at one mail. Sent, kept, dropped and refused for good end the job; anything else throws, so that the queue tries
 * again later. A mail already sent is not sent again, however often the job runs.
 */
export async function sendMail(
  sql: WorkerDatabase,
  settings: MailSettings,
  job: MailJob,
  attempt: { isLast: boolean; signal?: AbortSignal | undefined },
): Promise<'sent' | 'kept' | 'failed' | 'dropped' | 'nothing'> {
  const { mailId, request } = job
  const facts = await openMail(sql, job)
  if (facts.status !== 'queued') return 'nothing'
  let mail: RenderedMail
  try {
    mail = await writingFor(readerAs(facts), async () =>
      renderLetter(await composeLetter(sql, request, facts, settings.appUrl), settings.appUrl),
    )
  } catch (error) {
    if (!(error instanceof NothingToSend)) throw error
    await closeMail(sql, mailId, { status: 'dropped', error: error.message })
    return 'dropped'
  }
  const messageId = `<${mailId}@${new URL(settings.appUrl).hostname}>`
  const said = { subject: mail.subject, messageId }
  const sealedBody = () => seal(JSON.stringify(mail), mailId, settings.appSecret)
  if (!settings.postOffice) {
    await closeMail(sql, mailId, { status: 'kept', ...said, sealedBody: sealedBody() })
    return 'kept'
  }
  try {
    await settings.postOffice.deliver({ ...mail, to: facts.to, messageId }, attempt.signal)
  } catch (error) {
    const failure = error instanceof DeliveryError ? error : new DeliveryError('temporary', String(error))
    const isOver = failure.kind === 'permanent' || (failure.kind === 'temporary' && attempt.isLast)
    const status = isOver ? 'failed' : 'queued'
    await closeMail(sql, mailId, { status, ...said, error: failure.message, sealedBody: sealedBody() })
    if (failure.kind === 'permanent') return 'failed'
    throw failure
  }
  // It is out. Where the database is away just now, forgetting that would send it once more.
  await patiently(() => closeMail(sql, mailId, { status: 'sent', ...said }))
  return 'sent'
}
