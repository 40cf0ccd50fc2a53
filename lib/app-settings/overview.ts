import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { keysOf } from '@/lib/audit/filter'
import { rowsOf } from '@/lib/audit/rows'
import { AuditFilters } from '@/lib/audit/schemas'
import { type BoundedCount, boundedCount, COUNT_BOUND } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import { type Permission, rules } from '@/lib/permissions/rules'
import { appQuery } from '@/lib/query'
import type { Visibility } from './choices'

/** What tells most about a place in an app, first: the overview says the first few that hold. */
const ABILITIES: readonly Permission[] = [
  'app.delete',
  'app.editId',
  'app.editNotes',
  'collaborator.add',
  'model.create',
  'model.train',
  'workflow.create',
  'input.add',
  'task.create',
  'task.assign',
  'annotation.review',
  'annotation.write',
  'concept.manage',
  'task.evaluate',
  'task.viewAssigned',
  'input.view',
  'model.view',
  'workflow.view',
]
const SHOWN_ABILITIES = 6

type Row = {
  description: string
  notes: string
  default_language: string
  visibility: Visibility
  created_at: string
  updated_at: string
}

/** What an app shows of itself. Counts and what concerns people are null where the viewer may not see them. */
export const getAppOverview = appQuery({
  name: 'getAppOverview',
  permission: 'app.view',
  input: z.object({}),
  async run({ sql, account, app, access, tie }) {
    const may = (permission: Permission) => can(access, permission)
    const isInside = tie !== 'public'
    const [[row], teams, collaborators] = await Promise.all([
      sql<[Row]>`
        select description, notes, default_language, visibility, created_at, updated_at from apps where id = ${app.id}::uuid`,
      account.kind === 'organization' && may('team.view') ? counted(sql, 'team_apps', app.id) : null,
      may('collaborator.view') ? counted(sql, 'collaborators', app.id) : null,
    ])
    return {
      id: app.id,
      handle: app.handle,
      name: app.name,
      account,
      description: row.description,
      notes: row.notes,
      defaultLanguage: row.default_language,
      visibility: row.visibility,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      counts: { teams, collaborators },
      /** What the viewer may do here, in sentences; empty for who only sees it. */
      abilities: isInside
        ? ABILITIES.filter(may)
            .map((permission) => rules[permission].says)
            .slice(0, SHOWN_ABILITIES)
        : [],
      can: {
        editNotes: may('app.editNotes'),
        editDescription: may('app.editDescription'),
        viewHistory: may('audit.view'),
      },
    }
  },
})
export type AppOverview = Awaited<ReturnType<typeof getAppOverview>>

async function counted(
  sql: Connection,
  table: 'team_apps' | 'collaborators',
  appId: string,
): Promise<BoundedCount> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::integer as count from (
      select 1 from ${sql(table)} where app_id = ${appId}::uuid and ended_at is null and (expires_at is null or expires_at > now())
       limit ${COUNT_BOUND + 1}) c`
  return boundedCount(row.count)
}

const RECENT = 8

/** The latest changes to one app, newest first. */
export const listAppEvents = appQuery({
  name: 'listAppEvents',
  permission: 'audit.view',
  input: z.object({}),
  async run({ sql, account, app }) {
    const filters = AuditFilters.parse({ target: app.id, outcome: 'done' })
    const { keys } = await keysOf(sql, account.id, filters, { limit: RECENT, past: null, isUp: false })
    const rows = await rowsOf(sql, account.id, keys, 'desc')
    return rows.map(({ id, event, occurredAt, actor, target, before, after }) => ({
      id,
      event,
      occurredAt,
      actor: { id: actor.id, name: actor.name },
      target,
      before,
      after,
    }))
  },
})
export type AppEvent = Awaited<ReturnType<typeof listAppEvents>>[number]
