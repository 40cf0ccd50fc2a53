import 'server-only'
import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { listed } from '@/lib/members/memberships'
import { type Cursor, cursorOf, pageOf } from '@/lib/paging'
import { can, decide } from '@/lib/permissions/decide'
import type { InApp } from '@/lib/permissions/facts'
import { mayGiveScopes, mayGiveUntil, scopesToGive, sharesAsOwner } from '@/lib/permissions/giving'
import { appQuery, type QueryContext } from '@/lib/query'
import { words } from '@/messages/words'
import { differenceOf } from './difference'
import { type Collaborator, collaboratorRows, shownCollaborator } from './find'
import { isLetShare } from './may-give'
import { plannedChange } from './planned-change'
import { ChangeCollaboratorInput, CollaboratorsSearch, RemoveCollaboratorsInput } from './schemas'

export type { Collaborator } from './find'

const UUID = z.uuid()

/** Where a page begins, as far as the cursor in the address is one of these lists. */
function from(text: string | undefined): {
  cursor: Cursor | null
  at: string | null
  after: string | null
  isBack: boolean
} {
  const cursor = cursorOf(text, ['instant', 'uuid'])
  const [at = null, after = null] = cursor?.values ?? []
  return { cursor, at, after, isBack: cursor?.toward === 'before' }
}

/** The collaborators of the app, who was given something last first: one page of them; `q` narrows by name or, for who sees them, address. */
export const listCollaborators = appQuery({
  name: 'listCollaborators',
  permission: 'collaborator.view',
  input: CollaboratorsSearch,
  async run(context) {
    const { sql, input, account, app } = context
    const place = from(input.cursor)
    const rows = await collaboratorRows(sql, { q: input.q, ...place, limit: input.size + 1 })
    const page = pageOf(rows, input.size, place.cursor, (row) => [row.key, row.id])
    return {
      account: { handle: account.handle, name: account.name, kind: account.kind },
      app: { id: app.id, handle: app.handle, name: app.name },
      rows: page.rows.map((row) => shownCollaborator(row, context)),
      previous: page.previous,
      next: page.next,
      q: input.q ?? null,
      can: await abilities(context),
    }
  },
})
export type ListedCollaborators = Awaited<ReturnType<typeof listCollaborators>>

/** What the viewer may do about who works on the app, and why not. */
async function abilities(context: QueryContext<unknown, InApp>) {
  const { access, account } = context
  const holds = can(access, 'collaborator.add')
  const isLet = !holds || (await isLetShare(context))
  return {
    add: holds && isLet,
    remove: can(access, 'collaborator.remove'),
    viewShares: holds,
    why: !holds
      ? decide(access, 'collaborator.add').says
      : isLet
        ? ''
        : words('collaborators.switchedOff', { organization: account.name }),
  }
}

/** An open offer of the app. */
export type Share = {
  id: string
  email: string
  scopes: string[]
  until: Date | null
  offeredBy: string
  /** Null where the viewer sees no other people. */
  offererName: string | null
  sentAt: Date
  expiresAt: Date
  /** `void` where whoever offered it may share the app no more: sending it again makes it the sender's. */
  state: 'pending' | 'expired' | 'void'
  mail: 'waiting' | 'sent' | 'failed' | 'kept'
  can: { resend: boolean; withdraw: boolean }
}

type ShareRow = {
  id: string
  email: string
  scopes: string[]
  until: string | null
  offered_by: string
  offerer: string | null
  sent_at: string
  key: string
  expires_at: string
  state: string
  mail: string | null
}

/** The open offers of the app, the last sent first: one page of them. Collaborators see their own. */
export const listShares = appQuery({
  name: 'listShares',
  permission: 'collaborator.add',
  input: CollaboratorsSearch,
  async run(context) {
    const { sql, input } = context
    const place = from(input.cursor)
    const rows = await sql<ShareRow[]>`
      select * from shares_of_app(null, ${input.q ?? null}, ${place.at}::text::timestamptz, ${place.after}::uuid, ${place.isBack}, ${input.size + 1})`
    const page = pageOf(rows, input.size, place.cursor, (row) => [row.key, row.id])
    const isLet = await isLetShare(context)
    return {
      rows: page.rows.map((row) => shownShare(row, context, isLet)),
      previous: page.previous,
      next: page.next,
      q: input.q ?? null,
    }
  },
})
export type ListedShares = Awaited<ReturnType<typeof listShares>>

function shownShare(row: ShareRow, { access }: InApp, isLet: boolean): Share {
  const { id, email, scopes, offered_by: offeredBy, offerer: offererName, state, mail } = row
  const until = row.until === null ? null : new Date(row.until)
  const hasRunOut = until !== null && until.getTime() <= Date.now()
  return {
    ...{ id, email, scopes, until, offeredBy, offererName },
    sentAt: new Date(row.sent_at),
    expiresAt: new Date(row.expires_at),
    state: state === 'expired' || state === 'void' ? state : 'pending',
    mail: mail === 'sent' || mail === 'failed' || mail === 'kept' ? mail : 'waiting',
    can: { resend: isLet && !hasRunOut && mayGiveScopes(access, scopes), withdraw: true },
  }
}

/** What the viewer may give on the app, for a form that chooses: the scopes, and until when at most. */
export const getScopeChoices = appQuery({
  name: 'getScopeChoices',
  permission: 'collaborator.add',
  input: z.object({}),
  run: async (context) => choicesOf(context),
})

async function choicesOf(context: QueryContext<unknown, InApp>) {
  const { access, account, app } = context
  const allowed = await abilities(context)
  return {
    account: { handle: account.handle, name: account.name, kind: account.kind },
    app: { id: app.id, handle: app.handle, name: app.name },
    scopes: scopesToGive(access),
    until: mayGiveUntil(access),
    isAsOwner: sharesAsOwner(access),
    can: allowed,
    why: allowed.why,
  }
}
export type ScopeChoices = Awaited<ReturnType<typeof choicesOf>>

/** One collaborator, by the id of the grant or of the person, with what the viewer may give them. Throws `not_found` where there is none. */
export const getCollaborator = appQuery({
  name: 'getCollaborator',
  permission: 'collaborator.view',
  input: z.object({ collaborator: z.string().max(100) }),
  async run(context) {
    const { sql, input } = context
    if (!UUID.safeParse(input.collaborator).success) throw notFound()
    const [row] = await collaboratorRows(sql, { ids: [input.collaborator], limit: 1 })
    if (!row) throw notFound()
    return {
      ...(await choicesOf(context)),
      collaborator: shownCollaborator(row, context),
    }
  },
})
export type FoundCollaborator = Awaited<ReturnType<typeof getCollaborator>>

/** What a change would mean, before it is made: the same checks, and nothing is written. */
export const reviewCollaboratorChange = appQuery({
  name: 'reviewCollaboratorChange',
  permission: 'collaborator.add',
  input: ChangeCollaboratorInput,
  async run(context) {
    const { was, now, brought, isDifferent } = await plannedChange(context)
    return { collaborator: was, now, brought, isDifferent, ...differenceOf(was, now) }
  },
})
export type ReviewedChange = Awaited<ReturnType<typeof reviewCollaboratorChange>>

/** Who would lose the app, and whom they had added, before they are removed. Throws `not_found` where none of them is there. */
export const reviewRemoval = appQuery({
  name: 'reviewRemoval',
  permission: 'collaborator.remove',
  input: RemoveCollaboratorsInput.pick({ ids: true }),
  async run(context) {
    const { sql, input, account, app } = context
    const chosen = (
      input.ids.length > 0 ? await collaboratorRows(sql, { ids: input.ids, limit: input.ids.length }) : []
    ).map((row) => shownCollaborator(row, context))
    if (chosen.length === 0) throw notFound()
    const people = listed(chosen.map(({ userId }) => userId))
    const added = await sql<
      { id: string; added_by: string }[]
    >`select id, added_by from added_by_collaborators(${people}::uuid[])`
    const ids = added.map(({ id }) => id)
    const rows = ids.length > 0 ? await collaboratorRows(sql, { ids, limit: ids.length }) : []
    return {
      account: { handle: account.handle, name: account.name, kind: account.kind },
      app: { id: app.id, handle: app.handle, name: app.name },
      removable: chosen.filter((one) => one.can.remove),
      staying: chosen.filter((one) => !one.can.remove),
      added: rows.map((row): Collaborator => shownCollaborator(row, context)),
    }
  },
})
export type ReviewedRemoval = Awaited<ReturnType<typeof reviewRemoval>>
