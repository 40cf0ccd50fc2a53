import 'server-only'
import { command } from '@/lib/command'
import { conflict, violatedConstraint } from '@/lib/errors'
import { normalizeName } from './names'
import { CreateOrganizationInput } from './schemas'

/** Founds an organization with the caller as its Admin. `me` is the account. Throws `conflict` naming the taken field. */
export const createOrganization = command({
  name: 'createOrganization',
  permission: 'organization.create',
  input: CreateOrganizationInput,
  async run({ sql, input, change, person }) {
    const { name, handle, billingEmail } = input
    const founded = await sql<[{ org_id: string; member_id: string }]>`
      select * from found_organization(${handle}, ${name}, ${normalizeName(name)}, ${billingEmail}, ${change}::uuid)`.catch(
      taken,
    )
    const [{ org_id: orgId, member_id: memberId }] = founded
    return {
      result: { id: orgId, handle, name },
      audit: [
        {
          event: 'organization.created',
          target: { kind: 'organization', id: orgId, name },
          after: { name, handle, billingEmail },
        },
        {
          event: 'member.joined',
          target: { kind: 'member', id: memberId, name: `${person.firstName} ${person.lastName}` },
          after: { role: 'admin' },
        },
      ],
    }
  },
})

function taken(error: unknown): never {
  const constraint = violatedConstraint(error)
  if (constraint === 'handles_pkey')
    throw conflict('That ID is taken.', { handle: 'That ID is taken. Choose another.' })
  if (constraint === 'organizations_name')
    throw conflict('That name is taken.', {
      name: 'An organization with that name exists already. Choose another.',
    })
  throw error
}
