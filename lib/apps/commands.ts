import 'server-only'
import { appCommand, type CommandContext, command } from '@/lib/command'
import { conflict } from '@/lib/errors'
import { guard } from '@/lib/permissions/guard'
import { words } from '@/messages/words'
import { mayRestore } from './deleted'
import { targetOf } from './ending'
import { copyCollaborators, copyTeams } from './grants-of-copy'
import { CreateAppInput, type Duplicable, DuplicateAppInput, MarkAppInput, PINS } from './schemas'
import { idTaken } from './taken'

/** Creates an app of the account: of an organization by who may create apps there, or one's own. Throws `conflict` naming `handle`. */
export const createApp = command({
  name: 'createApp',
  permission: 'app.create',
  input: CreateAppInput,
  async run({ sql, input, account, person, access }) {
    const { name, handle, description, defaultLanguage, notes, visibility } = input
    const baseWorkflow = input.baseWorkflow === 'none' ? null : input.baseWorkflow
    const [app] = await sql<[{ id: string; createdAt: string; updatedAt: string }]>`
      insert into apps (org_id, handle, name, description, default_language, notes, visibility, base_workflow, created_by)
      values (${account.id}::uuid, ${handle}, ${name}, ${description}, ${defaultLanguage}, ${notes}, ${visibility}, ${baseWorkflow}, ${person.id}::uuid)
      returning id, created_at as "createdAt", updated_at as "updatedAt"`.catch(
      idTaken({ seesDeleted: mayRestore(access, account.id, 'all') }),
    )
    return {
      result: {
        ...{ ...app, account: account.handle, handle, name },
        ...{ description, defaultLanguage, notes, visibility, baseWorkflow },
      },
      audit: [
        {
          event: 'app.created',
          target: targetOf({ id: app.id, name }),
          after: {
            ...{ name, handle, description, defaultLanguage },
            ...(visibility === 'private' ? {} : { visibility }),
            ...(baseWorkflow ? { baseWorkflow } : {}),
          },
        },
      ],
    }
  },
})

/**
 * Makes a second app out of one, in the same account, with what was chosen to go along. Collaborators with more than the caller may give
 * stay behind. Throws `conflict` naming `handle`.
 */
export const duplicateApp = appCommand({
  name: 'duplicateApp',
  permission: 'app.duplicate',
  input: DuplicateAppInput,
  async run(context) {
    const { sql, input, account, app, person, access } = context
    guard(access, 'app.create')
    const { name, handle } = input
    const include = new Set<Duplicable>(input.include)
    const [copy] = await sql<[{ id: string }]>`
      insert into apps (org_id, handle, name, created_by, description, notes, default_language, base_workflow, visibility)
      select org_id, ${handle}, ${name}, ${person.id}::uuid,
             case when ${include.has('description')} then description else '' end,
             case when ${include.has('notes')} then notes else '' end,
             case when ${include.has('settings')} then default_language else 'en' end,
             case when ${include.has('settings')} then base_workflow end,
             case when ${include.has('settings')} then visibility else 'private' end
        from apps where id = ${app.id}::uuid
      returning id`.catch(idTaken({ seesDeleted: mayRestore(access, account.id, 'all') }))
    const teams = include.has('teams') ? await copyTeams(context, app.id, copy.id) : 0
    const collaborators = include.has('collaborators')
      ? await copyCollaborators(context, app.id, copy.id)
      : { copied: 0, left: 0 }
    return {
      result: { account: account.handle, handle, name, teams, collaborators },
      audit: [
        {
          event: 'app.duplicated',
          target: targetOf({ id: copy.id, name }),
          before: { name: app.name, handle: app.handle },
          after: { name, handle, include: [...include], teams, collaborators: collaborators.copied },
        },
      ],
    }
  },
})

/** Lifts the app above the viewer's own list, or lets it go back. Throws `conflict` where there are too many pins already. */
export const pinApp = appCommand({
  name: 'pinApp',
  permission: 'app.view',
  input: MarkAppInput,
  run: (context) => mark(context, 'pin'),
})

/** Puts the app among the viewer's starred ones, or takes it away. */
export const starApp = appCommand({
  name: 'starApp',
  permission: 'app.view',
  input: MarkAppInput,
  run: (context) => mark(context, 'star'),
})

/** What somebody keeps at hand concerns nobody else, so the history does not speak of it. */
async function mark(
  { sql, input, app }: Pick<CommandContext<MarkAppInput>, 'sql' | 'input'> & { app: { name: string } | null },
  kind: 'pin' | 'star',
) {
  const [{ done }] = await sql<[{ done: boolean }]>`select mark_app(${kind}, ${input.on}) as done`
  if (!done) throw conflict(words('apps.tooManyPins', { count: PINS }))
  return { result: { name: app?.name ?? '', on: input.on }, audit: [] }
}
