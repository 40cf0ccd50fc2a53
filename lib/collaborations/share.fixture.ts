import { randomUUID } from 'node:crypto'
import { database } from '@/db/client'
import { ownerSql, type Persona } from '@/db/testing/world'
import { createLinkSecret } from '@/lib/mail/link-secrets'

export type Shared = { place: { id: string; account: string }; app: { id: string; handle: string } }
type Given = { scopes?: string[]; until?: Date; expiresAt?: Date }

/** Offers an app to an address, as the giving side writes it, and gives the id. */
export async function share(
  { place, app }: Shared,
  by: Persona,
  email: string,
  { scopes = ['Apps:Get'], until, expiresAt = new Date(Date.now() + 7 * 86_400_000) }: Given = {},
): Promise<string> {
  const id = randomUUID()
  await ownerSql()`
    insert into shares (id, org_id, app_id, email, email_normalized, scopes, access_until, offered_by, offerer_name, expires_at)
    values (${id}, ${place.id}, ${app.id}, ${email}, ${email.toLowerCase()}, ${scopes}, ${until ?? null}, ${by.id}, ${by.name}, ${expiresAt})`
  return id
}

/** What the giving side says of it, once it has entered the app. */
export async function tell({ place, app }: Shared, by: Persona, shareIds: string[]): Promise<void> {
  await database().begin(async (sql) => {
    await sql`select * from enter(${by.id}::uuid, ${by.sessionId}::uuid, ${place.account}, ${app.handle})`
    await sql`select tell_shared(${shareIds}::uuid[])`
  })
}

/** The secret of a link as the worker makes it when the mail goes out; null where it makes none. */
export async function mailedSecret(shareId: string): Promise<string | null> {
  const { secret, hash } = createLinkSecret()
  const [row] = await ownerSql()<[{ made: boolean }]>`
    select worker_open_share_link(${shareId}, ${hash}) as made`
  return row.made ? secret : null
}
