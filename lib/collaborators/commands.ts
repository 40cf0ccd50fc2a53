import 'server-only'
import type { AuditEntry } from '@/lib/audit/entry'
import { appCommand } from '@/lib/command'
import { conflict, forbidden, invalid } from '@/lib/errors'
import { listed } from '@/lib/members/memberships'
import type { InApp } from '@/lib/permissions/facts'
import { words } from '@/messages/words'
import { differenceOf } from './difference'
import { type Collaborator, collaboratorRows, shownCollaborator } from './find'
import { mustBeLetShare } from './may-give'
import { plannedChange } from './planned-change'
import { ChangeCollaboratorInput, RemoveCollaboratorsInput, RestoreCollaboratorsInput } from './schemas'
import { tellCollaborators } from './tell'

/**
 * Gives a collaborator other scopes, with all that they need, or another end date; what they had ends and begins anew. Throws `forbidden` for more
 * than is the caller's to give or whom they may not change, `conflict` where it was changed meanwhile.
 */
export const changeCollaborator = appCommand({
  name: 'changeCollaborator',
  permission: 'collaborator.add',
  input: ChangeCollaboratorInput,
  async run(context) {
    const { sql, change } = context
    const planned = await plannedChange(context)
    const { was, now, brought } = planned
    const result = { collaborator: { ...was, ...now }, ...differenceOf(was, now), brought }
    if (!planned.isDifferent) return { result, audit: [] }
    const [row] = await sql<[{ id: string | null }]>`
      select change_collaborator(${was.id}::uuid, ${listed(now.scopes)}::text[], ${now.until?.toISOString() ?? null}::timestamptz, ${change}::uuid) as id`
    if (row.id === null) throw conflict(words('collaborators.changedMeanwhile', { name: was.name }))
    return {
      result: { ...result, collaborator: { ...was, ...now, id: row.id } },
      audit: [
        {
          event: 'collaborator.changed',
          target: targetOf(was),
          before: detailOf(context, was),
          after: detailOf(context, now),
        },
      ],
      notices: tellCollaborators(context, 'collaborator.changed', [was.userId]),
    }
  },
})

/**
 * Takes the app from collaborators, and from those whom these had added where they are named in `added`. `change` in the result is what undoing
 * names. Throws `forbidden` where one holds more than the caller, `conflict` where nobody of them is there any more.
 */
export const removeCollaborators = appCommand({
  name: 'removeCollaborators',
  permission: 'collaborator.remove',
  input: RemoveCollaboratorsInput,
  async run(context) {
    const { sql, input, change } = context
    const ids = [...new Set([...input.ids, ...input.added])]
    if (ids.length === 0) throw invalid({ ids: words('collaborators.remove.choose') })
    const chosen = (await collaboratorRows(sql, { ids, limit: ids.length })).map((row) =>
      shownCollaborator(row, context),
    )
    refuseWhoStays(chosen)
    const ended = await sql<{ id: string }[]>`
      select id from remove_collaborators(${listed(chosen.map(({ id }) => id))}::uuid[], ${change}::uuid)`
    const gone = new Set(ended.map(({ id }) => id))
    const removed = chosen.filter(({ id }) => gone.has(id))
    if (removed.length === 0) throw conflict(words('collaborators.remove.goneMeanwhile'))
    return {
      result: { change, removed },
      audit: removed.map(
        (one): AuditEntry => ({
          event: 'collaborator.removed',
          target: targetOf(one),
          before: detailOf(context, one),
        }),
      ),
      notices: tellCollaborators(
        context,
        'collaborator.removed',
        removed.map(({ userId }) => userId),
      ),
    }
  },
})

/** Undoes a removal. Whose time ran out, who is gone or was given the app since stays as they are. Throws `conflict` where nobody comes back. */
export const restoreCollaborators = appCommand({
  name: 'restoreCollaborators',
  permission: 'collaborator.add',
  input: RestoreCollaboratorsInput,
  async run(context) {
    const { sql, input, change } = context
    await mustBeLetShare(context)
    const back = await sql<{ user_id: string }[]>`
      select user_id from restore_collaborators(${input.change}::uuid, ${change}::uuid)`
    if (back.length === 0) throw conflict(words('collaborators.remove.nobodyBack'))
    const ids = back.map(({ user_id }) => user_id)
    const people = (await collaboratorRows(sql, { ids, limit: ids.length })).map((row) =>
      shownCollaborator(row, context),
    )
    return {
      result: { restored: people },
      audit: people.map(
        (one): AuditEntry => ({
          event: 'collaborator.restored',
          target: targetOf(one),
          after: detailOf(context, one),
        }),
      ),
      notices: tellCollaborators(context, 'collaborator.restored', ids),
    }
  },
})

function refuseWhoStays(chosen: Collaborator[]): void {
  if (chosen.some(({ isYou }) => isYou))
    throw forbidden(words('collaborators.remove.yourself'), 'collaborator.remove')
  const broader = chosen.filter(({ can }) => !can.remove)
  if (broader.length > 0)
    throw forbidden(
      words('collaborators.broader', {
        names: broader
          .slice(0, 5)
          .map(({ name }) => name)
          .join(', '),
      }),
      'collaborator.remove',
    )
}

const targetOf = ({ userId, name }: Pick<Collaborator, 'userId' | 'name'>) => ({
  kind: 'collaborator',
  id: userId,
  name,
})

const detailOf = (
  { app }: Pick<InApp, 'app'>,
  { scopes, until }: Pick<Collaborator, 'scopes' | 'until'>,
) => ({
  app: app.name,
  scopes,
  ...(until ? { until: until.toISOString() } : {}),
})
