import 'server-only'
import type { Connection } from '@/db/client'
import type { AuditEntry } from '@/lib/audit/entry'

/**
 * Ends the open invitations of the entered organization to these addresses, in the transaction that makes their people members
 * without them. Gives the entries for the history. Whoever accepts meanwhile comes before, or finds the invitation ended.
 */
export async function revokeInvitationsTo(
  sql: Connection,
  addresses: readonly string[],
  by: string,
  change: string,
): Promise<AuditEntry[]> {
  if (addresses.length === 0) return []
  const revoked = await sql<{ id: string; email: string; role: string }[]>`
    with revoked as (
      update invitations set state = 'revoked', ended_by = ${by}::uuid, ended_change = ${change}::uuid
       where org_id = current_tenant() and state = 'pending'
         and email_normalized in (select jsonb_array_elements_text(${JSON.stringify(addresses)}::text::jsonb))
      returning id, email, role
    ), ended as (
      update invitation_links l set revoked_at = now()
        from revoked r where l.org_id = current_tenant() and l.invitation_id = r.id and l.revoked_at is null
    )
    select * from revoked`
  return revoked.map(({ id, email, role }) => ({
    event: 'invitation.revoked',
    target: { kind: 'invitation', id, name: email },
    after: { email, role },
  }))
}
