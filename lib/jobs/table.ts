import 'server-only'
import { z } from 'zod'
import { MailJob, SpreadJob } from '@/lib/mail/schemas'

/** Everything the worker can be asked to do, with what it is told. A new job is a new line here and a task in `tasks.ts`. */
export const jobs = {
  'mail.send': MailJob,
  'mail.spread': SpreadJob,
  'mail.retry': z.object({}),
  'sweep.daily': z.object({}),
  'organization.purge': z.object({}),
  'viewing.end': z.object({ sessionId: z.uuid() }),
  'app.purge': z.object({}),
  'webhook.deliver': z.object({ deliveryId: z.uuid() }),
  'picture.tidy': z.object({ userId: z.uuid(), picture: z.string().regex(/^[0-9a-f]{32}$/) }),
} satisfies Record<string, z.ZodType>

export type JobName = keyof typeof jobs
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>

export interface Job<N extends JobName = JobName> {
  readonly task: N
  readonly payload: JobPayload<N>
  /** A job that waits under the same key is replaced by this one. */
  readonly jobKey: string | null
  readonly runAt: Date | null
  /** What many wait for comes after what one person waits for: 0, or none, goes first. */
  readonly priority?: number
  /** Jobs of one queue are done one after the other. */
  readonly queue?: string
}

/**
 * A job for the command wrapper to enqueue in the command's own transaction: nothing is sent for what was rolled back.
 * Payloads carry ids, never secrets. Throws a ZodError where the payload does not fit the table.
 */
export function job<N extends JobName>(
  task: N,
  payload: JobPayload<N>,
  when: { key?: string | undefined; runAt?: Date; priority?: number } = {},
): Job<N> {
  // The schema comes from the same row of the table as the type of the payload.
  const checked = jobs[task].parse(payload) as JobPayload<N>
  return {
    task,
    payload: checked,
    jobKey: when.key ?? null,
    runAt: when.runAt ?? null,
    priority: when.priority ?? 0,
  }
}
