import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'
import { chosenFields } from '@/lib/chosen'
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from '@/lib/page-sizes'
import { isStorable } from '@/lib/storable'
import { says } from '@/messages/words'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** What narrows a list of members. */
const filterFields = {
  q: z.preprocess(one, z.string().trim().max(100).refine(isStorable).optional().catch(undefined)),
  role: z.preprocess(one, z.enum(ROLE_KEYS).optional().catch(undefined)),
  status: z.preprocess(one, z.enum(['permanent', 'ending']).optional().catch(undefined)),
}
export const MembersFilter = z.object(filterFields)
export type MembersFilter = z.output<typeof MembersFilter>

const pageFields = {
  dir: z.preprocess(one, z.enum(['asc', 'desc']).catch('asc')),
  size: z.preprocess(
    (v) => Number(one(v)),
    z.union(PAGE_SIZES.map((n) => z.literal(n))).catch(DEFAULT_PAGE_SIZE),
  ),
  cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
  /** Without JavaScript: whether the rows have boxes. */
  select: z.preprocess(one, z.literal('1').optional().catch(undefined)),
}

/** The address of a members page. Whatever does not fit falls back to its default: a bad address shows a list, not an error. */
export const MembersSearch = z.object({
  ...filterFields,
  ...pageFields,
  sort: z.preprocess(one, z.enum(['name', 'email', 'role', 'joined']).catch('name')),
})
export type MembersSearch = z.output<typeof MembersSearch>

export const ChangeMemberRoleInput = z.object({
  memberId: z.uuid(says('members.schemas.thisMemberIsNotThereAnyMore')),
  role: z.enum(ROLE_KEYS, says('members.schemas.chooseOneOfTheRoles')),
})
export const RemoveMemberInput = z.object({
  memberId: z.uuid(says('members.schemas.thisMemberIsNotThereAnyMore')),
})
export const LeaveOrganizationInput = z.object({})

/**
 * Members chosen to be acted on at once: by the ids of the persons, since memberships come and go with each role, or all that match.
 * `asOf` is when they were looked at: who joined later was not seen, and is left alone.
 */
const chosenMembers = {
  ...chosenFields,
  ...filterFields,
  asOf: z.preprocess(one, z.iso.datetime({ offset: true }).max(40).optional().catch(undefined)),
}
export const RemoveMembersInput = z.object(chosenMembers)
export const ChangeMemberRolesInput = z.object({
  ...chosenMembers,
  newRole: z.preprocess(one, z.enum(ROLE_KEYS, says('members.schemas.chooseOneOfTheRoles'))),
})
export type ChosenMembers = z.output<typeof RemoveMembersInput>

/** What is to be done with them; without a new role it is not said yet which. */
export const ReviewMembersInput = z.object({
  ...chosenMembers,
  do: z.preprocess(one, z.enum(['role', 'remove']).catch('remove')),
  newRole: z.preprocess(one, z.enum(ROLE_KEYS).optional().catch(undefined)),
})
export type ReviewMembersInput = z.output<typeof ReviewMembersInput>

/** Whom to bring back: some of those who were removed, or all whom one change removed, which undoes it. */
export const ReinstateMembersInput = z.object({
  ids: chosenFields.ids,
  change: z.preprocess(one, z.uuid().optional().catch(undefined)),
})
export type ReinstateMembersInput = z.output<typeof ReinstateMembersInput>

export const RemovedSearch = z.object({
  q: filterFields.q,
  dir: z.preprocess(one, z.enum(['asc', 'desc']).catch('desc')),
  size: pageFields.size,
  cursor: pageFields.cursor,
  select: pageFields.select,
})
export type RemovedSearch = z.output<typeof RemovedSearch>
