import 'server-only'
import { z } from 'zod'
import { opensAppSettings } from '@/lib/app-frame/sections'
import { notFound } from '@/lib/errors'
import { can, decide } from '@/lib/permissions/decide'
import type { Permission } from '@/lib/permissions/rules'
import { appQuery } from '@/lib/query'
import type { FormerHandle } from '@/lib/rename-handle'
import type { Visibility } from './choices'

/** Whether the viewer may change a part, and if not, why and who can. */
export type Verdict = { may: boolean; why: string }

type Row = {
  description: string
  notes: string
  default_language: string
  visibility: Visibility
  base_workflow: string | null
}

/**
 * The settings of an app for who finds something of theirs there: each part with whether they may change it, and what they may not see
 * left out. Throws `not_found` for everybody else.
 */
export const getAppSettings = appQuery({
  name: 'getAppSettings',
  permission: 'app.view',
  input: z.object({}),
  async run({ sql, account, app, access }) {
    if (!opensAppSettings(access)) throw notFound()
    const verdict = (permission: Permission): Verdict => {
      const may = can(access, permission)
      return { may, why: may ? '' : decide(access, permission).says }
    }
    const [[row], formers] = await Promise.all([
      sql<[Row]>`
        select description, notes, default_language, visibility, base_workflow from apps where id = ${app.id}::uuid`,
      can(access, 'app.editId')
        ? sql<{ handle: string; redirects_until: string }[]>`select * from former_app_handles()`
        : [],
    ])
    return {
      account,
      id: app.id,
      handle: app.handle,
      name: app.name,
      description: row.description,
      notes: row.notes,
      defaultLanguage: row.default_language,
      visibility: row.visibility,
      baseWorkflow: can(access, 'baseWorkflow.view') ? { key: row.base_workflow } : null,
      formers: formers.map(
        ({ handle, redirects_until }): FormerHandle => ({
          handle,
          redirectsUntil: new Date(redirects_until),
        }),
      ),
      can: {
        editId: verdict('app.editId'),
        editDescription: verdict('app.editDescription'),
        editNotes: verdict('app.editNotes'),
        changeVisibility: verdict('app.changeVisibility'),
        editBaseWorkflow: verdict('baseWorkflow.edit'),
        transfer: verdict('app.transfer'),
        delete: verdict('app.delete'),
        viewTeams: account.kind === 'organization' && can(access, 'team.view'),
        addTeams: verdict('team.addApps'),
        viewKeys: can(access, 'appKey.view'),
        viewCollaborators: can(access, 'collaborator.view'),
      },
    }
  },
})
export type AppSettings = Awaited<ReturnType<typeof getAppSettings>>
