import 'server-only'
import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'
import { notFound } from '@/lib/errors'
import { changeMemberRole, removeMember } from '@/lib/members/commands'
import { findNamedMembers } from '@/lib/members/named'
import { type WalkedMember, walkMembers } from '@/lib/members/walk'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { each } from '../several'
import { Instant, instant, several } from '../shapes'

const Role = z.enum(ROLE_KEYS)
const Member = z.object({
  user: z.object({
    /** Of whom only the name may be seen there is no username. */
    id: z.string().optional(),
    user_id: z.uuid(),
    first_name: z.string(),
    last_name: z.string(),
    primary_email: z.string().optional(),
  }),
  role: Role.optional(),
  joined_at: Instant.optional(),
  expires_at: Instant.optional(),
})

const shaped = (row: WalkedMember): z.output<typeof Member> => ({
  user: {
    ...(row.username === null ? {} : { id: row.username }),
    user_id: row.userId,
    first_name: row.firstName,
    last_name: row.lastName,
    ...(row.email === null ? {} : { primary_email: row.email }),
  },
  ...(row.role === null ? {} : { role: row.role }),
  ...(row.joinedAt === null ? {} : { joined_at: instant(row.joinedAt) }),
  ...(row.until === null ? {} : { expires_at: instant(row.until) }),
})

export const listMembers = operation({
  name: 'ListMembers',
  method: 'GET',
  path: '/v2/organizations/{org_id}/members',
  auth: 'PATAuth',
  scopes: ['All'],
  query: z.object({ ...paged, query: z.string().trim().max(100).default(''), role: Role.optional() }),
  answer: z.object({ members: z.array(Member), ...nextCursor }),
  async run({ caller, params, query }) {
    const { query: q, role } = query
    const { rows, ...rest } = await pageOf(query, `members.${role ?? ''}.${q}`, (size, cursor) =>
      walkMembers(caller, params.org_id, { q, role, size, cursor }),
    )
    return { members: rows.map(shaped), ...rest }
  },
})

/** As people are named in a write: by username, by address, or by `user_id`. */
const named = z.string().min(1).max(254)

export const patchMembers = operation({
  name: 'PatchMembers',
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/members',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({
    action: z.enum(['overwrite', 'merge']),
    members: several(z.object({ id: named, role: Role })),
  }),
  answer: z.object({ members: z.array(z.object({ id: z.string(), role: Role })) }),
  async run({ caller, params, body }) {
    const found = await findNamedMembers(caller, params.org_id, { names: body.members.map(({ id }) => id) })
    return each('members', body.members, async ({ id, role }) => {
      const member = found.get(id)
      if (!member) throw notFound('member')
      await changeMemberRole(caller, params.org_id, { memberId: member.memberId, role })
      return { id: member.username, role }
    })
  },
})

export const deleteMembers = operation({
  name: 'DeleteMembers',
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/members',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ ids: several(named) }),
  answer: z.object({ members: z.array(z.object({ id: z.string() })) }),
  async run({ caller, params, body }) {
    const found = await findNamedMembers(caller, params.org_id, { names: body.ids })
    return each(
      'members',
      body.ids.map((id) => ({ id })),
      async ({ id }) => {
        const member = found.get(id)
        if (!member) throw notFound('member')
        await removeMember(caller, params.org_id, { memberId: member.memberId })
        return { id: member.username }
      },
      { in: 'ids' },
    )
  },
})
