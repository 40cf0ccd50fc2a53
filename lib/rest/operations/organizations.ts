import 'server-only'
import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'
import type { Caller } from '@/lib/actor'
import { createOrganization, updateOrganization } from '@/lib/organizations/commands'
import { deleteOrganization } from '@/lib/organizations/ending'
import { walkOwnOrganizations } from '@/lib/organizations/mine'
import { getOrganization as findOrganization, getEditable, viewRoles } from '@/lib/organizations/queries'
import { ROLES } from '@/lib/permissions/roles'
import { nextCursor, type Paged, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { each } from '../several'
import { Instant, instant, several } from '../shapes'

const Named = z.object({ id: z.string(), name: z.string() })
const Role = z.enum(ROLE_KEYS)
const Memberships = z.object({
  organizations: z.array(z.object({ organization: Named, role: Role })),
  ...nextCursor,
})
const Organization = Named.extend({
  role: Role.optional(),
  billing_email: z.string().optional(),
  created_at: Instant.optional(),
})

async function memberships(caller: Caller, account: string, query: Paged) {
  const { rows, ...rest } = await pageOf(query, 'organizations', (size, cursor) =>
    walkOwnOrganizations(caller, account, { size, cursor }),
  )
  return {
    organizations: rows.map(({ handle, name, role }) => ({ organization: { id: handle, name }, role })),
    ...rest,
  }
}

export const listUserOrganizations = operation({
  name: 'ListUserOrganizations',
  method: 'GET',
  path: '/v2/users/{user_id}/organizations',
  auth: 'PATAuth',
  scopes: ['All'],
  query: z.object(paged),
  answer: Memberships,
  run: ({ caller, params, query }) => memberships(caller, params.user_id, query),
})

export const listOrganizations = operation({
  name: 'ListOrganizations',
  method: 'GET',
  path: '/v2/organizations',
  auth: 'PATAuth',
  scopes: ['All'],
  query: z.object(paged),
  answer: Memberships,
  run: ({ caller, query }) => memberships(caller, 'me', query),
})

export const getOrganization = operation({
  name: 'GetOrganization',
  method: 'GET',
  path: '/v2/organizations/{org_id}',
  auth: 'PATAuth',
  scopes: ['All'],
  answer: z.object({ organization: Organization }),
  run: async ({ caller, params }) => ({ organization: await shaped(caller, params.org_id) }),
})

async function shaped(caller: Caller, handle: string): Promise<z.output<typeof Organization>> {
  const { handle: id, name, role, billingEmail, createdAt } = await findOrganization(caller, handle, {})
  return {
    id,
    name,
    ...(role ? { role } : {}),
    ...(billingEmail === null ? {} : { billing_email: billingEmail }),
    ...(createdAt === null ? {} : { created_at: instant(createdAt) }),
  }
}

const Written = z.object({ organizations: z.array(Organization) })

export const postOrganizations = operation({
  name: 'PostOrganizations',
  method: 'POST',
  path: '/v2/organizations',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({
    organizations: several(
      z.object({ id: z.string(), name: z.string().optional(), billing_email: z.string() }),
    ),
  }),
  answer: Written,
  run: ({ caller, body }) =>
    each('organizations', body.organizations, async ({ id, name, billing_email: billingEmail }) => {
      const made = await createOrganization(caller, 'me', { handle: id, name: name ?? id, billingEmail })
      return { id: made.handle, name: made.name, role: 'admin', billing_email: billingEmail }
    }),
})

export const patchOrganizations = operation({
  name: 'PatchOrganizations',
  method: 'PATCH',
  path: '/v2/organizations',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({
    action: z.enum(['overwrite', 'merge']),
    organizations: several(
      z.object({ id: z.string(), name: z.string().optional(), billing_email: z.string().optional() }),
    ),
  }),
  answer: Written,
  run: ({ caller, body }) =>
    each('organizations', body.organizations, async ({ id, name, billing_email }) => {
      const present = await getEditable(caller, id, {})
      await updateOrganization(caller, id, {
        name: name ?? present.name,
        billingEmail: billing_email ?? present.billingEmail,
      })
      return shaped(caller, id)
    }),
})

export const deleteOrganizations = operation({
  name: 'DeleteOrganizations',
  method: 'DELETE',
  path: '/v2/organizations',
  auth: 'PATAuth',
  scopes: ['All'],
  body: z.object({ ids: several(z.string()) }),
  answer: z.object({ organizations: z.array(z.object({ id: z.string() })) }),
  run: ({ caller, body }) =>
    each(
      'organizations',
      body.ids.map((id) => ({ id })),
      async ({ id }) => {
        await deleteOrganization(caller, id, { confirmation: id })
        return { id }
      },
      { in: 'ids', confirmation: 'id' },
    ),
})

export const listRoles = operation({
  name: 'ListRoles',
  method: 'GET',
  path: '/v2/organizations/{org_id}/roles',
  auth: 'PATAuth',
  scopes: ['All'],
  answer: z.object({ roles: z.array(z.object({ id: Role, name: z.string(), description: z.string() })) }),
  async run({ caller, params }) {
    await viewRoles(caller, params.org_id, {})
    return { roles: ROLES.map(({ key, label, description }) => ({ id: key, name: label, description })) }
  },
})
