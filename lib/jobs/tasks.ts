import 'server-only'
import type { JobHelpers, TaskList } from 'graphile-worker'
import { retryWaitingMails } from '@/lib/mail/retry'
import { type MailSettings, sendMail } from '@/lib/mail/send-mail'
import { spreadMails } from '@/lib/mail/spread'
import { tidyPicture } from '@/lib/profile/pictures'
import { endViewing } from '@/lib/viewing/end'
import { type DeliverySettings, deliver } from '@/lib/webhooks/deliver'
import { purgeApps, purgeOrganizations } from './purge'
import { sweepDaily } from './sweep'
import { type JobName, type JobPayload, jobs } from './table'
import type { WorkerDatabase } from './worker-database'

export interface TaskContext extends MailSettings, DeliverySettings {
  readonly sql: WorkerDatabase
}

type Tasks = {
  [N in JobName]: (context: TaskContext, payload: JobPayload<N>, helpers: JobHelpers) => Promise<unknown>
}

/** What is done for each row of the table of jobs. A job without a task does not compile. */
const tasks: Tasks = {
  'mail.send': (context, payload, { job, abortSignal }) =>
    sendMail(context.sql, context, payload, {
      isLast: job.attempts >= job.max_attempts,
      signal: abortSignal,
    }),
  'mail.spread': ({ sql }, payload) => spreadMails(sql, payload),
  'mail.retry': ({ sql, postOffice }) => retryWaitingMails(sql, postOffice),
  'sweep.daily': ({ sql }) => sweepDaily(sql),
  'organization.purge': ({ sql }, _payload, { abortSignal }) => purgeOrganizations(sql, abortSignal),
  'viewing.end': ({ sql }, { sessionId }) => endViewing(sql, sessionId),
  'app.purge': ({ sql }, _payload, { abortSignal }) => purgeApps(sql, abortSignal),
  'webhook.deliver': (context, { deliveryId }, { abortSignal }) =>
    deliver(context.sql, context, deliveryId, abortSignal),
  'picture.tidy': ({ sql }, payload) => tidyPicture(sql, payload),
}

/** What waits for machines of others: it has hands of its own, so that a slow receiver holds up nothing else. */
const OUTGOING: readonly JobName[] = ['webhook.deliver']

/** The tasks as graphile-worker takes them, each payload checked before it is used: those that go out to others, or all the rest. */
export function taskList(context: TaskContext, which: 'outgoing' | 'rest'): TaskList {
  const names = nameList.filter((name) => OUTGOING.includes(name) === (which === 'outgoing'))
  return Object.fromEntries(names.map((name) => [name, runnable(name, context)]))
}

// Object.keys of the table of jobs gives exactly its own keys.
const nameList = Object.keys(jobs) as JobName[]

function runnable<N extends JobName>(name: N, context: TaskContext) {
  return async (raw: unknown, helpers: JobHelpers) => {
    // The schema comes from the same row of the table as the type of the payload.
    const payload = jobs[name].parse(raw) as JobPayload<N>
    await tasks[name](context, payload, helpers)
  }
}
