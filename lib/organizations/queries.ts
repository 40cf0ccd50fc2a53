import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { boundedDeparted, type DepartedCount, departedCount } from '@/lib/members/departed-count'
import { type BoundedCount, boundedCount, COUNT_BOUND } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import { type Permission, rules } from '@/lib/permissions/rules'
import { query } from '@/lib/query'
import { normalizeName } from './names'
import { Handle } from './schemas'

/** What tells most about a role, first: the overview says the first few that hold. */
const ABILITIES: readonly Permission[] = [
  'member.manage',
  'team.manage',
  'app.create',
  'compute.manage',
  'model.deploy',
  'finance.view',
  'security.managePolicies',
  'audit.view',
  'member.view',
  'team.view',
  'team.viewOwn',
  'compute.view',
  'organization.view',
  'role.view',
]

/** What an organization shows of itself to its members. Counts are null where the member may not see whom they count. */
export const getOrganization = query({
  name: 'getOrganization',
  permission: 'organization.view',
  input: z.object({}),
  async run({ sql, account, member, access }) {
    const seesMembers = can(access, 'member.view')
    const seesInvitations = can(access, 'invitation.view')
    const [[organization], members, invitations, departed] = await Promise.all([
      sql<[{ billing_email: string | null; created_at: string }?]>`
        select billing_email(), created_at from organizations where org_id = ${account.id}::uuid`,
      seesMembers ? countMembers(sql, account.id) : null,
      seesInvitations ? countInvitations(sql, account.id) : null,
      can(access, 'member.manage') ? countDeparted(sql, account.id) : null,
    ])
    const may = (permission: Permission) => can(access, permission)
    return {
      id: account.id,
      handle: account.handle,
      name: account.name,
      role: member?.role ?? null,
      abilities: ABILITIES.filter(may)
        .map((permission) => rules[permission].says)
        .slice(0, 5),
      billingEmail: may('finance.view') ? (organization?.billing_email ?? null) : null,
      createdAt: organization?.created_at ?? null,
      counts: { members, invitations, departed },
      can: {
        invite: may('member.manage'),
        viewMembers: seesMembers,
        viewRoles: may('role.view'),
        viewHistory: may('audit.view'),
        edit: may('organization.edit'),
        leave: may('organization.leave'),
      },
    }
  },
})
export type Organization = Awaited<ReturnType<typeof getOrganization>>

/** What the page "Invite Members" needs; refused to who may not invite. */
export const checkInviting = query({
  name: 'checkInviting',
  permission: 'member.manage',
  input: z.object({}),
  run: async ({ account }) => ({ handle: account.handle, name: account.name }),
})

/** What can be changed of an organization, as it stands; refused to who may not change it. */
export const getEditable = query({
  name: 'getEditable',
  permission: 'organization.edit',
  input: z.object({}),
  async run({ sql, account }) {
    const [row] = await sql<[{ email: string | null }]>`select billing_email() as email`
    return { name: account.name, billingEmail: row.email ?? '' }
  },
})

/** What the table of roles needs to know of its reader. */
export const viewRoles = query({
  name: 'viewRoles',
  permission: 'role.view',
  input: z.object({}),
  run: async ({ account, member }) => ({
    handle: account.handle,
    name: account.name,
    role: member?.role ?? null,
  }),
})

/** Whether an ID and a name can still be had. What does not fit the rules is not free either. */
export const findFree = query({
  name: 'findFree',
  permission: 'organization.create',
  input: z.object({ name: z.string().max(200), handle: z.string().max(200) }),
  async run({ sql, input }) {
    const [row] = await sql<[{ handle: boolean; name: boolean }]>`
      select handle_is_free(${input.handle}) as handle, organization_name_is_free(${normalizeName(input.name)}) as name`
    return { isHandleFree: row.handle && Handle.safeParse(input.handle).success, isNameFree: row.name }
  },
})

async function countMembers(sql: Connection, orgId: string): Promise<BoundedCount> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::integer as count from (
      select 1 from members where org_id = ${orgId}::uuid and ended_at is null and (expires_at is null or expires_at > now())
       limit ${COUNT_BOUND + 1}) m`
  return boundedCount(row.count)
}

async function countInvitations(sql: Connection, orgId: string): Promise<BoundedCount> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::integer as count from (
      select 1 from invitations where org_id = ${orgId}::uuid and state = 'pending' limit ${COUNT_BOUND + 1}) i`
  return boundedCount(row.count)
}

async function countDeparted(sql: Connection, orgId: string): Promise<BoundedCount> {
  const [row] = await sql<[{ counted: DepartedCount }]>`select ${departedCount(sql, orgId)} as counted`
  return boundedDeparted(row.counted)
}
