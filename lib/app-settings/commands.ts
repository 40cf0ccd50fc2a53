import 'server-only'
import type { z } from 'zod'
import { mayRestore } from '@/lib/apps/deleted'
import { detailsOf } from '@/lib/apps/details'
import { targetOf } from '@/lib/apps/ending'
import { idTaken } from '@/lib/apps/taken'
import { changesOf } from '@/lib/audit/changes'
import type { AuditEntry } from '@/lib/audit/entry'
import type { EventName } from '@/lib/audit/events'
import { appCommand, type CommandContext } from '@/lib/command'
import { conflict, notFound } from '@/lib/errors'
import type { InApp } from '@/lib/permissions/facts'
import { guard } from '@/lib/permissions/guard'
import { FORMER_HANDLES, REDIRECT_DAYS } from '@/lib/rename-handle'
import { words } from '@/messages/words'
import {
  ChangeAppIdInput,
  ChangeAppVisibilityInput,
  ChangeBaseWorkflowInput,
  PatchAppInput,
  UpdateAppInput,
  UpdateAppNotesInput,
} from './schemas'

/** Changes what the app is called, its description and the language of its concepts. */
export const updateApp = appCommand({
  name: 'updateApp',
  permission: 'app.editDescription',
  input: UpdateAppInput,
  run: (context) => change(context, 'app.updated', context.input),
})

/** Changes the notes, in Markdown. The history keeps how they begin. */
export const updateAppNotes = appCommand({
  name: 'updateAppNotes',
  permission: 'app.editNotes',
  input: UpdateAppNotesInput,
  run: (context) => change(context, 'app.notesEdited', context.input),
})

/** Says who may see the app besides those who work in it. */
export const changeAppVisibility = appCommand({
  name: 'changeAppVisibility',
  permission: 'app.changeVisibility',
  input: ChangeAppVisibilityInput,
  run: (context) => change(context, 'app.visibilityChanged', context.input),
})

/** Chooses what runs on every input. */
export const changeBaseWorkflow = appCommand({
  name: 'changeBaseWorkflow',
  permission: 'baseWorkflow.edit',
  input: ChangeBaseWorkflowInput,
  run: (context) =>
    change(context, 'app.baseWorkflowChanged', {
      baseWorkflow: context.input.baseWorkflow === 'none' ? null : context.input.baseWorkflow,
    }),
})

/**
 * Gives the app another ID; the old one redirects for 90 days. Throws `conflict` naming `handle` where another app has it, or where too
 * many former ones lead here.
 */
export const changeAppId = appCommand({
  name: 'changeAppId',
  permission: 'app.editId',
  input: ChangeAppIdInput,
  async run({ sql, input: { handle }, account, app, access }) {
    const [row] = await sql<[{ outcome: 'renamed' | 'same' | 'gone' | 'too_many'; former: string }]>`
      select * from rename_app(${handle})`.catch(
      idTaken({ seesDeleted: mayRestore(access, account.id, 'all') }),
    )
    if (row.outcome === 'gone') throw notFound('app')
    if (row.outcome === 'too_many') throw tooMany()
    const entry = {
      event: 'app.idChanged' as const,
      target: targetOf(app),
      before: { handle: row.former },
      after: { handle },
    }
    const details = await detailsOf(sql, app, access)
    return {
      result: { account: account.handle, handle, app: details },
      audit: row.outcome === 'same' ? [] : [entry],
    }
  },
})

/** Changes several of these at once, all or none, each by its own permission. Gives the app as it is then. */
export const patchApp = appCommand({
  name: 'patchApp',
  permission: 'app.view',
  input: PatchAppInput,
  async run(context) {
    const { sql, app, access } = context
    const audit: AuditEntry[] = []
    for (const [event, permission, fields] of partsOf(context.input)) {
      if (Object.keys(fields).length === 0) continue
      guard(access, permission)
      audit.push(...(await change(context, event, fields)).audit)
    }
    return { result: { account: context.account.handle, app: await detailsOf(sql, app, access) }, audit }
  },
})

const partsOf = ({ notes, visibility, baseWorkflow, ...texts }: z.output<typeof PatchAppInput>) =>
  [
    ['app.updated', 'app.editDescription', given(texts)],
    ['app.notesEdited', 'app.editNotes', given({ notes })],
    ['app.visibilityChanged', 'app.changeVisibility', given({ visibility })],
    [
      'app.baseWorkflowChanged',
      'baseWorkflow.edit',
      given({ baseWorkflow: baseWorkflow === 'none' ? null : baseWorkflow }),
    ],
  ] as const

const given = (fields: { [name in keyof Fields]: Fields[name] | undefined }): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

type Fields = Partial<{
  name: string
  description: string
  defaultLanguage: string
  notes: string
  visibility: string
  baseWorkflow: string | null
}>

/** Writes what differs, and says it in the history. */
async function change(
  { sql, app, account }: CommandContext<z.output<z.ZodObject>, InApp>,
  event: EventName,
  after: Fields,
) {
  const [row] = await sql<[{ was: Required<Fields> }?]>`
    select json_build_object('name', name, 'description', description, 'defaultLanguage', default_language, 'notes', notes,
                             'visibility', visibility, 'baseWorkflow', base_workflow) as was
      from apps where id = ${app.id}::uuid and deleted_at is null for no key update`
  if (!row) throw notFound('app')
  const { was } = row
  const result = { account: account.handle, handle: app.handle }
  const changes = changesOf<Fields>(was, after)
  if (!changes) return { result, audit: [] }
  const [written] = await sql<
    [{ done: boolean }]
  >`select change_app(${JSON.stringify(columns(after))}::text::jsonb) as done`
  if (!written.done) throw notFound('app')
  return {
    result,
    audit: [
      { event, target: targetOf(app), before: shortened(changes.before), after: shortened(changes.after) },
    ],
  }
}

const columns = ({ defaultLanguage, baseWorkflow, ...rest }: Fields) => ({
  ...rest,
  ...(defaultLanguage === undefined ? {} : { default_language: defaultLanguage }),
  ...(baseWorkflow === undefined ? {} : { base_workflow: baseWorkflow }),
})

const IN_HISTORY = 500

function shortened<D extends Record<string, unknown>>(detail: D): D {
  const short = (value: unknown) =>
    typeof value === 'string' && value.length > IN_HISTORY ? `${value.slice(0, IN_HISTORY)}…` : value
  return Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, short(value)])) as D // the same names
}

const tooMany = () =>
  conflict(words('handles.tooMany'), {
    handle: words('handles.tooManyField', { count: FORMER_HANDLES, days: REDIRECT_DAYS }),
  })
