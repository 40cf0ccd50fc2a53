import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import type { Person } from '@/lib/actor'
import type { Role } from '@/lib/permissions/rules'
import { query } from '@/lib/query'
import type { InvitedTeam } from './find'

export type MyInvitation = {
  id: string
  organization: string
  handle: string
  role: Role
  teams: InvitedTeam[]
  inviterName: string
  sentAt: Date
  expiresAt: Date
}

/** The open invitations for one's own proved address, from any organization, newest first, at most 50. `account` is one's own. */
export const listMyInvitations = query({
  name: 'listMyInvitations',
  permission: 'invitation.answer',
  input: z.object({}),
  run: ({ sql, person }) => openInvitationsOf(sql, person),
})

/** The same, where a transaction is open already. */
export async function openInvitationsOf(
  sql: Connection,
  person: Pick<Person, 'id' | 'sessionId'>,
): Promise<MyInvitation[]> {
  const [row] = await sql<[{ list: Line[] }]>`
    select my_invitations(${person.id}::uuid, ${person.sessionId}::uuid) as list`
  return row.list.map((line) => ({
    ...line,
    sentAt: new Date(line.sentAt),
    expiresAt: new Date(line.expiresAt),
  }))
}

type Line = Omit<MyInvitation, 'sentAt' | 'expiresAt'> & { sentAt: string; expiresAt: string }
