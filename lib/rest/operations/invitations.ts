import 'server-only'
import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'
import { conflict, invalid } from '@/lib/errors'
import { inviteMembers } from '@/lib/invitations/commands'
import { revokeInvitation } from '@/lib/invitations/pending'
import { type InvitationRow, listInvitations as walkInvitations } from '@/lib/invitations/queries'
import { EmailAddress } from '@/lib/organizations/schemas'
import { getTeam } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { each } from '../several'
import { Instant, instant, several } from '../shapes'

const Role = z.enum(ROLE_KEYS)
const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: Role,
  /** By name. */
  teams: z.array(z.string()),
  invited_by: z.string(),
  status: z.enum(['pending', 'expired']),
  mail: z.enum(['waiting', 'sent', 'failed', 'kept']),
  created_at: Instant,
  sent_at: Instant,
  expires_at: Instant,
})

const shaped = (row: InvitationRow): z.output<typeof Invitation> => ({
  id: row.id,
  email: row.email,
  role: row.role,
  teams: row.teams,
  invited_by: row.inviterName,
  status: row.isExpired ? 'expired' : 'pending',
  mail: row.mail,
  created_at: instant(row.createdAt),
  sent_at: instant(row.sentAt),
  expires_at: instant(row.expiresAt),
})

export const listInvitations = operation({
  name: 'ListInvitations',
  method: 'GET',
  path: '/v2/organizations/{org_id}/invitations',
  auth: 'PATAuth',
  scopes: ['All'],
  query: z.object(paged),
  answer: z.object({ invitations: z.array(Invitation), ...nextCursor }),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(query, 'invitations', (size, cursor) =>
      walkInvitations(caller, params.org_id, { size, cursor }),
    )
    return { invitations: rows.map(shaped), ...rest }
  },
})

const Sent = z.object({ id: z.uuid(), email: z.string(), role: Role })

export const postInvitations = operation({
  name: 'PostInvitations',
  method: 'POST',
  path: '/v2/organizations/{org_id}/invitations',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({
    invitations: several(
      z.object({ email: EmailAddress, role: Role, teams: z.array(z.string()).max(50).default([]) }),
    ),
  }),
  answer: z.object({ invitations: z.array(Sent) }),
  run: ({ caller, params, body }) =>
    each(
      'invitations',
      body.invitations,
      async ({ email, role, teams }) => {
        const joined: string[] = []
        for (const team of new Set(teams)) joined.push((await getTeam(caller, params.org_id, { team })).id)
        const { results } = await inviteMembers(caller, params.org_id, { emails: email, role, teams: joined })
        const [sent] = results
        if (sent?.invitationId) return { id: sent.invitationId, email, role }
        if (sent?.outcome === 'member_already' || sent?.outcome === 'invited_already') {
          const why = words(`invitations.inviteResults.outcome.${sent.outcome}`)
          throw conflict(why, { email: why })
        }
        throw invalid({ email: sent?.reason ?? words('invitations.commands.enterAtLeastOneEmailAddress') })
      },
      { emails: 'email' },
    ),
})

export const deleteInvitations = operation({
  name: 'DeleteInvitations',
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/invitations',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ ids: several(z.uuid()) }),
  answer: z.object({ invitations: z.array(z.object({ id: z.uuid() })) }),
  run: ({ caller, params, body }) =>
    each(
      'invitations',
      body.ids.map((id) => ({ id })),
      async ({ id }) => {
        await revokeInvitation(caller, params.org_id, { invitationId: id })
        return { id }
      },
      { in: 'ids', invitationId: 'id' },
    ),
})
