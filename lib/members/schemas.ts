import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from '@/lib/page-sizes'
import { isStorable } from '@/lib/storable'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The address of a members page. Whatever does not fit falls back to its default: a bad address shows a list, not an error. */
export const MembersSearch = z.object({
  q: z.preprocess(one, z.string().trim().max(100).refine(isStorable).optional().catch(undefined)),
  role: z.preprocess(one, z.enum(ROLE_KEYS).optional().catch(undefined)),
  status: z.preprocess(one, z.enum(['permanent', 'ending']).optional().catch(undefined)),
  sort: z.preprocess(one, z.enum(['name', 'email', 'role', 'joined']).catch('name')),
  dir: z.preprocess(one, z.enum(['asc', 'desc']).catch('asc')),
  size: z.preprocess(
    (v) => Number(one(v)),
    z.union(PAGE_SIZES.map((n) => z.literal(n))).catch(DEFAULT_PAGE_SIZE),
  ),
  cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
})
export type MembersSearch = z.output<typeof MembersSearch>

export const ChangeMemberRoleInput = z.object({
  memberId: z.uuid('This member is not there any more.'),
  role: z.enum(ROLE_KEYS, 'Choose one of the roles.'),
})
export const RemoveMemberInput = z.object({ memberId: z.uuid('This member is not there any more.') })
export const LeaveOrganizationInput = z.object({})
