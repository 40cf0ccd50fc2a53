import 'server-only'
import { changesOf } from '@/lib/audit/changes'
import { command } from '@/lib/command'
import { conflict, violatedConstraint } from '@/lib/errors'
import { renameHandle } from '@/lib/rename-handle'
import { words } from '@/messages/words'
import { normalizeName } from './names'
import {
  ChangeInvitationLifeInput,
  ChangeOrganizationIdInput,
  ChangeSharingInput,
  CreateOrganizationInput,
  UpdateOrganizationInput,
} from './schemas'

/** Founds an organization with the caller as its Admin. `me` is the account. Throws `conflict` naming the taken field. */
export const createOrganization = command({
  name: 'createOrganization',
  permission: 'organization.create',
  input: CreateOrganizationInput,
  async run({ sql, input, change, person }) {
    const { name, handle, billingEmail } = input
    const [founded] = await sql<[{ org_id: string; member_id: string }?]>`
      select * from found_organization(${handle}, ${name}, ${normalizeName(name)}, ${billingEmail}, ${change}::uuid)`.catch(
      taken,
    )
    if (!founded) throw conflict(words('settings.tooManyFounded'))
    const { org_id: orgId, member_id: memberId } = founded
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

/** Changes the name and the billing address. Throws `conflict` naming the field where another organization has the name. */
export const updateOrganization = command({
  name: 'updateOrganization',
  permission: 'organization.edit',
  input: UpdateOrganizationInput,
  async run({ sql, input, account }) {
    const { name, billingEmail } = input
    const [before] = await sql<[{ name: string; billing_email: string | null }]>`
      select name, billing_email() from organizations where org_id = ${account.id}::uuid for update`
    const changes = changesOf(
      { name: before.name, billingEmail: before.billing_email },
      { name, billingEmail },
    )
    if (!changes) return { result: { name }, audit: [] }
    await sql`
      update organizations set name = ${name}, name_normalized = ${normalizeName(name)}, billing_email = ${billingEmail}
       where org_id = ${account.id}::uuid`.catch(taken)
    return {
      result: { name },
      audit: [{ event: 'organization.updated', target: targetOf(account), ...changes }],
    }
  },
})

/** Gives the organization another ID; the old one redirects. Throws as `renameHandle` does. */
export const changeOrganizationId = command({
  name: 'changeOrganizationId',
  permission: 'organization.edit',
  input: ChangeOrganizationIdInput,
  async run({ sql, input: { handle }, account }) {
    const former = await renameHandle(sql, handle)
    const entry = {
      event: 'organization.idChanged' as const,
      target: targetOf(account),
      before: { handle: former },
      after: { handle },
    }
    return { result: { handle }, audit: former === null ? [] : [entry] }
  },
})

/** Sets how many days an invitation lives that is sent or renewed from now on; those on their way keep theirs. */
export const changeInvitationLife = command({
  name: 'changeInvitationLife',
  permission: 'organization.edit',
  input: ChangeInvitationLifeInput,
  async run({ sql, input: { invitationDays }, account }) {
    const [before] = await sql<[{ days: number }]>`
      select invitation_ttl_days as days from organizations where org_id = ${account.id}::uuid for update`
    const changes = changesOf({ invitationDays: before.days }, { invitationDays })
    if (!changes) return { result: { invitationDays }, audit: [] }
    await sql`update organizations set invitation_ttl_days = ${invitationDays} where org_id = ${account.id}::uuid`
    return {
      result: { invitationDays },
      audit: [{ event: 'organization.updated', target: targetOf(account), ...changes }],
    }
  },
})

/** Says whether collaborators with the scope for it may share the organization's apps; what they have offered can be accepted no more meanwhile. */
export const changeSharing = command({
  name: 'changeSharing',
  permission: 'organization.edit',
  input: ChangeSharingInput,
  async run({ sql, input: { collaboratorsMayShare }, account }) {
    const [before] = await sql<[{ may: boolean }]>`
      select collaborators_may_share as may from organizations where org_id = ${account.id}::uuid for update`
    const changes = changesOf({ collaboratorsMayShare: before.may }, { collaboratorsMayShare })
    if (!changes) return { result: { collaboratorsMayShare }, audit: [] }
    await sql`update organizations set collaborators_may_share = ${collaboratorsMayShare} where org_id = ${account.id}::uuid`
    return {
      result: { collaboratorsMayShare },
      audit: [{ event: 'organization.updated', target: targetOf(account), ...changes }],
    }
  },
})

/** How the history names an organization. */
export const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'organization', id, name })

/** Turns a name or an ID that somebody else has into a `conflict` that names the field. */
export function taken(error: unknown): never {
  const constraint = violatedConstraint(error)
  if (constraint === 'handles_pkey')
    throw conflict(words('organizations.commands.thatIdIsTaken'), {
      handle: words('organizations.commands.thatIdIsTakenChooseAnother'),
    })
  if (constraint === 'organizations_name')
    throw conflict(words('organizations.commands.thatNameIsTaken'), {
      name: words('organizations.commands.anOrganizationWithThatName'),
    })
  throw error
}
