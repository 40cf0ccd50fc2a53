import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { type BoundedCount, boundedCount, COUNT_BOUND } from '@/lib/paging'
import { can, decide } from '@/lib/permissions/decide'
import { query } from '@/lib/query'
import { listFormerHandles } from '@/lib/rename-handle'

/**
 * What the page of settings shows. Who may not edit sees what is theirs to see, with the reason; `billingEmail` and `invitationDays`
 * are null where they are not.
 */
export const getOrganizationSettings = query({
  name: 'getOrganizationSettings',
  permission: 'organization.view',
  input: z.object({}),
  async run({ sql, account, access }) {
    const mayEdit = can(access, 'organization.edit')
    const [[row], formers] = await Promise.all([
      sql<[{ billing_email: string | null; days: number; may_share: boolean }?]>`
        select billing_email(), invitation_ttl_days as days, collaborators_may_share as may_share from organizations where org_id = ${account.id}::uuid`,
      mayEdit ? listFormerHandles(sql) : [],
    ])
    const { id, name, handle } = account
    return {
      id,
      name,
      handle,
      formers,
      billingEmail: can(access, 'finance.view') ? (row?.billing_email ?? null) : null,
      invitationDays: can(access, 'invitation.view') ? (row?.days ?? null) : null,
      collaboratorsMayShare: row?.may_share ?? true,
      can: { edit: mayEdit, delete: can(access, 'organization.delete') },
      why: mayEdit ? null : decide(access, 'organization.edit').says,
    }
  },
})
export type OrganizationSettings = Awaited<ReturnType<typeof getOrganizationSettings>>

/** What would be lost with the organization, counted as far as counts go. */
export const previewDeletion = query({
  name: 'previewDeletion',
  permission: 'organization.delete',
  input: z.object({}),
  async run({ sql, account }) {
    const [members, invitations, teams, apps] = await Promise.all([
      counted(
        sql,
        sql`select 1 from members where org_id = ${account.id}::uuid and ended_at is null and (expires_at is null or expires_at > now())`,
      ),
      counted(
        sql,
        sql`select 1 from invitations where org_id = ${account.id}::uuid and state = 'pending' and expires_at > now()`,
      ),
      counted(sql, sql`select 1 from teams where org_id = ${account.id}::uuid and deleted_at is null`),
      counted(sql, sql`select 1 from apps where org_id = ${account.id}::uuid and deleted_at is null`),
    ])
    return { id: account.id, name: account.name, handle: account.handle, members, invitations, teams, apps }
  },
})
export type DeletionPreview = Awaited<ReturnType<typeof previewDeletion>>

async function counted(sql: Connection, rows: ReturnType<Connection>): Promise<BoundedCount> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::integer as count from (${rows} limit ${COUNT_BOUND + 1}) c`
  return boundedCount(row.count)
}

type DeletedRow = {
  org_id: string
  name: string
  handle: string
  deleted_at: string
  deleted_by: string | null
  restorable_until: string
  members: string
  is_name_taken: boolean
}

/** The deleted organizations that the caller, one of their Admins, can still restore; `account` is the caller's own. */
export const listDeletedOrganizations = query({
  name: 'listDeletedOrganizations',
  permission: 'organization.create',
  input: z.object({}),
  async run({ sql }) {
    const rows = await sql<DeletedRow[]>`select * from deleted_organizations()`
    return rows.map((row) => ({
      id: row.org_id,
      name: row.name,
      handle: row.handle,
      deletedAt: new Date(row.deleted_at),
      deletedBy: row.deleted_by,
      restorableUntil: new Date(row.restorable_until),
      members: boundedCount(Number(row.members)),
      isNameTaken: row.is_name_taken,
    }))
  },
})
export type DeletedOrganization = Awaited<ReturnType<typeof listDeletedOrganizations>>[number]
