import 'server-only'
import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import { invitations } from '@/db/schema'
import { download } from '@/lib/download'
import { csvFile } from '@/lib/download-format'
import { roleLabel } from '@/lib/permissions/roles'
import type { Role } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { filtered } from './queries'
import { InvitationsSearch } from './schemas'

type Row = {
  email: string
  emailNormalized: string
  role: Role
  inviterName: string
  isExpired: boolean
  createdAt: Date
  sentAt: Date
  expiresAt: Date
}

/** The pending invitations that match the filters of their list, as CSV, in the order of their addresses. */
export const exportInvitations = download({
  name: 'exportInvitations',
  permission: 'invitation.view',
  input: InvitationsSearch,
  file: ({ account }) => ({
    name: words('batches.many.file', { account: account.handle }),
    format: csvFile<Row>([
      { head: words('batches.many.columns.email'), cell: ({ email }) => email },
      { head: words('batches.many.columns.role'), cell: ({ role }) => roleLabel(role) },
      { head: words('batches.many.columns.inviter'), cell: ({ inviterName }) => inviterName },
      { head: words('batches.many.columns.status'), cell: ({ isExpired }) => statusWords(isExpired) },
      { head: words('batches.many.columns.invited'), cell: ({ createdAt }) => createdAt },
      { head: words('batches.many.columns.sent'), cell: ({ sentAt }) => sentAt },
      { head: words('batches.many.columns.expires'), cell: ({ expiresAt }) => expiresAt },
    ]),
  }),
  audit: ({ q, role, status }) => ({
    event: 'invitations.exported',
    after: { q: q ?? null, role: role ?? null, status: status ?? null },
  }),
  rows: ({ orm, account, input }, after, size): Promise<Row[]> => {
    const past: SQL | undefined = after ? gt(invitations.emailNormalized, after.emailNormalized) : undefined
    return orm
      .select(columns)
      .from(invitations)
      .where(
        and(eq(invitations.orgId, account.id), eq(invitations.state, 'pending'), past, ...filtered(input)),
      )
      .orderBy(invitations.emailNormalized)
      .limit(size)
  },
})

const columns = {
  email: invitations.email,
  emailNormalized: invitations.emailNormalized,
  role: invitations.role,
  inviterName: invitations.inviterName,
  isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
  createdAt: invitations.createdAt,
  sentAt: invitations.sentAt,
  expiresAt: invitations.expiresAt,
}

const statusWords = (isExpired: boolean) =>
  words(isExpired ? 'batches.many.status.expired' : 'batches.many.status.pending')
