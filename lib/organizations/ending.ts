import 'server-only'
import type { Connection } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { type CommandContext, command } from '@/lib/command'
import { conflict, expired, invalid, notFound, unauthenticated } from '@/lib/errors'
import { resolve } from '@/lib/permissions/decide'
import type { Entered } from '@/lib/permissions/facts'
import { words } from '@/messages/words'
import { taken, targetOf } from './commands'
import { normalizeName } from './names'
import { DeleteOrganizationInput, RestoreOrganizationInput } from './schemas'
import { mailDroppedInvitations, tellMembers } from './tell-members'

/** How long a deleted organization can be restored; `delete_organization` in `db/walls/05-organizations.sql` holds the same. */
export const RESTORABLE_DAYS = 30

/**
 * Deletes the organization: nobody enters it any more, and its Admins can restore it for 30 days. Wants its ID typed. All members are
 * told. Throws `invalid` where something else was typed, `not_found` where another Admin deleted it meanwhile.
 */
export const deleteOrganization = command({
  name: 'deleteOrganization',
  permission: 'organization.delete',
  input: DeleteOrganizationInput,
  async run({ sql, input, account, person, change }) {
    if (input.confirmation.toLowerCase() !== account.handle.toLowerCase())
      throw invalid({ confirmation: words('settings.delete.typeId', { id: account.handle }) })
    const [{ until }] = await sql<[{ until: Date | null }]>`
      select delete_organization(${change}::uuid) as until`
    if (!until) throw notFound('organization')
    const restorableUntil = new Date(until).toISOString()
    const by = `${person.firstName} ${person.lastName}`
    return {
      result: { name: account.name, restorableUntil },
      audit: [
        {
          event: 'organization.deleted',
          target: targetOf(account),
          before: { handle: account.handle },
          after: { restorableUntil },
        },
      ],
      closing: tellMembers(sql, account, person.id, {
        kind: 'organization.deleted',
        detail: { organization: account.name, by, until: restorableUntil },
        mail: { template: 'organization_deleted', at: new Date().toISOString(), until: restorableUntil, by },
      }),
    }
  },
})

/**
 * Brings a deleted organization back as it was, for one of its Admins; the account argument is not used. Saying it twice is no error.
 * Throws `expired` after its 30 days, `conflict` naming `name` where another organization has its name by now, `not_found` for
 * everybody else.
 */
export const restoreOrganization = command({
  name: 'restoreOrganization',
  permission: 'organization.delete',
  input: RestoreOrganizationInput,
  enter: (sql, actor, _account, input) => enterAsAdmin(sql, actor, input.organizationId),
  async run({ sql, input, account, person }: CommandContext<RestoreOrganizationInput>) {
    const name = input.name ?? account.name
    const [{ outcome }] = await sql<[{ outcome: 'restored' | 'already' | 'too_late' | 'no_admin' }]>`
      select restore_organization(${input.name ?? null}, ${input.name ? normalizeName(input.name) : null}) as outcome`.catch(
      taken,
    )
    const result = { handle: account.handle, name }
    if (outcome === 'already') return { result, audit: [] }
    if (outcome === 'too_late')
      throw expired(words('settings.restore.tooLate', { organization: name, days: RESTORABLE_DAYS }))
    if (outcome === 'no_admin') throw conflict(words('settings.restore.noAdmin', { organization: name }))
    const by = `${person.firstName} ${person.lastName}`
    return {
      result,
      audit: [
        {
          event: 'organization.restored',
          target: targetOf({ id: account.id, name }),
          ...(name === account.name ? {} : { before: { name: account.name }, after: { name } }),
        },
      ],
      closing: [
        ...tellMembers(sql, account, person.id, {
          kind: 'organization.restored',
          detail: { organization: name, handle: account.handle, by },
          mail: { template: 'organization_restored', at: new Date().toISOString(), by },
        }),
        ...mailDroppedInvitations(sql, account),
      ],
    }
  },
})

type AdminRow = {
  person: { username: string; firstName: string; lastName: string; email: string; isOperator: boolean }
  account: { id: string; handle: string; name: string }
  member: { id: string; since: string; until: string | null }
}

/** Enters by the id, as an Admin, where the organization is deleted and `enter` finds nothing. */
async function enterAsAdmin(sql: Connection, actor: Actor, organizationId: string): Promise<Entered> {
  if (actor.kind !== 'person') throw unauthenticated()
  const { userId, sessionId } = actor
  const [{ row }] = await sql<[{ row: AdminRow | null }]>`
    select enter_as_admin(${userId}::uuid, ${sessionId}::uuid, ${organizationId}::uuid) as row`
  if (!row) throw notFound('organization')
  const { person, account, member } = row
  const membership = {
    role: 'admin' as const,
    since: new Date(member.since),
    until: member.until === null ? null : new Date(member.until),
  }
  return {
    person: { id: userId, sessionId, token: null, ...person },
    isSeenStale: false,
    viewing: null,
    tie: 'member',
    account: { ...account, kind: 'organization' },
    member: { id: member.id, role: 'admin' },
    app: null,
    access: resolve({
      actor: { userId },
      account: { id: account.id, kind: 'organization', isOwn: false },
      membership,
      restrictedTeams: [],
      app: null,
      teamGrants: [],
      scopeGrants: [],
      token: null,
    }),
  }
}
