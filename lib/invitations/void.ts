import 'server-only'
import type { Connection } from '@/db/client'
import type { AuditEntry } from '@/lib/audit/entry'

/**
 * Ends every open invitation that these people sent in the entered organization, in the transaction that takes from them the right to
 * invite: what was promised is theirs to give no more. Gives the entries for the history.
 */
export async function voidInvitationsOf(
  sql: Connection,
  userIds: readonly string[],
  change: string,
): Promise<AuditEntry[]> {
  if (userIds.length === 0) return []
  const voided = await sql<{ id: string; email: string; role: string }[]>`
    with voided as (
      update invitations set state = 'void', ended_change = ${change}::uuid
       where org_id = current_tenant() and invited_by = any(${`{${userIds.join(',')}}`}::uuid[]) and state = 'pending'
      returning id, email, role
    ), ended as (
      update invitation_links l set revoked_at = now()
        from voided v where l.org_id = current_tenant() and l.invitation_id = v.id and l.revoked_at is null
    )
    select * from voided`
  return voided.map(({ id, email, role }) => ({
    event: 'invitation.voided',
    target: { kind: 'invitation', id, name: email },
    before: { state: 'pending', role },
    after: { state: 'void' },
  }))
}
