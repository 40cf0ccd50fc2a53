import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import type { Job } from '@/lib/jobs/table'

export type MailWorld = ReturnType<typeof openMailWorld>

/** People, organizations and invitations to write mails about, made by the owner of the tables; jobs added by the app's role. */
export function openMailWorld() {
  const owner = postgres(address('DATABASE_URL'), { max: 2, onnotice: () => {} })
  const app = postgres(address('APP_DATABASE_URL'), { max: 1, onnotice: () => {} })
  const word = () => randomBytes(5).toString('hex')

  const account = async (kind: 'user' | 'organization') => {
    const [row] = await owner<{ id: string }[]>`insert into accounts (kind) values (${kind}) returning id`
    return row?.id ?? ''
  }
  return {
    owner,
    async person({ firstName = 'Lena', email = `lena-${word()}@example.test`, isVerified = false } = {}) {
      const id = await account('user')
      const username = `lena-${word()}`
      await owner`insert into handles (handle, display, account_id, state) values (${username}, ${username}, ${id}, 'current')`
      await owner`
        insert into users (id, username, first_name, last_name, email, email_normalized, email_verified_at, password_hash)
        values (${id}, ${username}, ${firstName}, 'Berg', ${email}, ${email.toLowerCase()}, ${isVerified ? new Date() : null}, '')`
      return { id, username, email }
    },
    async organization(name = `Aurora ${word()}`) {
      const id = await account('organization')
      const handle = `aurora-${word()}`
      await owner`insert into handles (handle, display, account_id, state) values (${handle}, ${handle}, ${id}, 'current')`
      await owner`
        insert into organizations (org_id, name, name_normalized, billing_email)
        values (${id}, ${name}, ${name.toLowerCase()}, 'bills@example.test')`
      return { id, name, handle }
    },
    async join(orgId: string, userId: string, role = 'admin') {
      await owner`insert into members (org_id, user_id, role) values (${orgId}, ${userId}, ${role})`
    },
    async signIn(userId: string) {
      const [row] = await owner<{ id: string }[]>`
        insert into sessions (user_id, expires_at) values (${userId}, now() + interval '1 hour') returning id`
      return { kind: 'person' as const, userId, sessionId: row?.id ?? '' }
    },
    async invitation(orgId: string, inviterId: string, { email = `noor-${word()}@example.test` } = {}) {
      const [row] = await owner<{ id: string }[]>`
        insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
        values (${orgId}, ${email}, ${email.toLowerCase()}, 'team_contributor', ${inviterId}, 'Lena Berg', now() + interval '7 days')
        returning id`
      return { id: row?.id ?? '', email }
    },
    enqueue: (...jobs: Job[]) => app`select enqueue_many(${JSON.stringify(jobs)}::text::jsonb)`,
    async mail(id: string) {
      const [row] = await owner<
        {
          status: string
          subject: string | null
          lastError: string | null
          body: Uint8Array | null
          attempts: number
        }[]
      >`select status, subject, last_error as "lastError", body_encrypted as body, attempts from mails where id = ${id}`
      return row
    },
    /** Lets waiting jobs run now, as if their delay had passed. */
    hurry: () => owner`update graphile_worker._private_jobs set run_at = now() where locked_at is null`,
    clear: () => owner`delete from graphile_worker._private_jobs`,
    async close() {
      await Promise.all([owner.end({ timeout: 2 }), app.end({ timeout: 2 })])
    },
    unknownId: randomUUID,
  }
}

/** Looks again and again until something is there. Fails after `withinMs`. */
export async function eventually<T>(
  what: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  withinMs = 10_000,
): Promise<T> {
  const until = Date.now() + withinMs
  for (;;) {
    const found = await what()
    if (found) return found
    if (Date.now() > until) throw new Error('it did not come to pass in time')
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}

function address(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
