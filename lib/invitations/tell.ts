import 'server-only'
import type { Connection } from '@/db/client'
import type { Closing } from '@/db/tenant'

export type Detail = { organization: string; handle: string; role: string; by: string }

/** The statement that tells invitees in their bell, where they have an account. Gives nothing back about who has. */
export function tellInvitees(
  sql: Connection,
  invited: { id: string; normalized: string }[],
  detail: Detail,
): Closing {
  if (invited.length === 0) return []
  const rows = invited.map(({ id, normalized }) => ({ id, email: normalized, detail }))
  return [sql`select tell_invitees(${JSON.stringify(rows)}::text::jsonb)`]
}
