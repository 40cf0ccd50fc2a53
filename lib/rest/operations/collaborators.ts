import 'server-only'
import { z } from 'zod'
import type { Caller } from '@/lib/actor'
import { addCollaborators } from '@/lib/collaborators/add'
import { changeCollaborator, removeCollaborators } from '@/lib/collaborators/commands'
import { getCollaborator, listCollaborators as listOfApp, listShares } from '@/lib/collaborators/queries'
import { withdrawShares } from '@/lib/collaborators/shares'
import { AppError, conflict, invalid, notFound } from '@/lib/errors'
import { readScope } from '@/lib/permissions/scopes'
import { words } from '@/messages/words'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { each } from '../several'
import { Collaborator, type InApp, shapeCollaborator, shapeOffer } from '../shape-of-collaborator'
import { Action, several } from '../shapes'

const path = '/v2/users/{user_id}/apps/{app_id}/collaborators'
const Collaborators = z.object({ collaborators: z.array(Collaborator) })
const placeOf = (params: { user_id: string; app_id: string }): InApp => ({
  account: params.user_id,
  app: params.app_id,
})
const names = { emails: 'user.user_detail.primary_email', until: 'expires_at', collaboratorId: 'id' }

export const listCollaborators = operation({
  name: 'ListCollaborators',
  method: 'GET',
  path,
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Collaborators:Get'],
  query: z.object({ ...paged, query: z.string().trim().max(100).optional() }),
  answer: Collaborators.extend(nextCursor),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(
      query,
      `collaborators.${query.query ?? ''}`,
      async (size, cursor) => {
        const { rows, next, account, app } = await listOfApp(caller, params.user_id, params.app_id, {
          q: query.query,
          size,
          cursor,
        })
        const place = { account: account.handle, app: app.handle }
        return { rows: rows.map((row) => shapeCollaborator(row, place)), next }
      },
    )
    return { collaborators: rows, ...rest }
  },
})

const scopes = z.array(z.string().max(60)).max(200)
const Email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s,;<>]+$/)
const Offered = z.object({
  user: z.object({ user_detail: z.object({ primary_email: Email }) }),
  scopes,
  expires_at: z.string().max(40).optional(),
})

export const postCollaborators = operation({
  name: 'PostCollaborators',
  method: 'POST',
  path,
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Collaborators:Add', 'Collaborators:Get'],
  body: z.object({ collaborators: several(Offered) }),
  answer: Collaborators,
  run: ({ caller, params, body }) =>
    each(
      'collaborators',
      body.collaborators,
      async ({ user, scopes, expires_at }) => {
        const email = user.user_detail.primary_email
        const { results, at, ...given } = await addCollaborators(caller, params.user_id, {
          app: params.app_id,
          emails: email,
          scopes,
          until: expires_at,
        })
        const [result] = results
        if (!result?.shareId) throw conflict(result?.reason ?? words('errors.invalid'))
        return shapeOffer({ ...given, id: result.shareId, email }, at)
      },
      names,
    ),
})

const Changed = z.object({
  id: z.uuid(),
  scopes: scopes.optional(),
  expires_at: z.string().max(40).optional(),
})

export const patchCollaborators = operation({
  name: 'PatchCollaborators',
  method: 'PATCH',
  path,
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Collaborators:Add', 'Collaborators:Get', 'Collaborators:Delete'],
  body: z.object({ action: Action, collaborators: several(Changed) }),
  answer: Collaborators,
  run: ({ caller, params, body: { action, collaborators } }) =>
    each(
      'collaborators',
      collaborators,
      async ({ id, scopes, expires_at }) => {
        const { user_id, app_id } = params
        const found = await getCollaborator(caller, user_id, app_id, { collaborator: id })
        const was = found.collaborator
        const { collaborator } = await changeCollaborator(caller, user_id, {
          app: app_id,
          collaboratorId: id,
          scopes: scopes ? combined(action, was.scopes, scopes) : was.scopes,
          until: expires_at,
        })
        return shapeCollaborator(collaborator, { account: found.account.handle, app: found.app.handle })
      },
      names,
    ),
})

function combined(action: z.output<typeof Action>, present: string[], given: string[]): string[] {
  if (action === 'overwrite') return given
  if (action === 'merge') return [...present, ...given]
  const gone = new Set(given.map((name): string => readScope(name) ?? name))
  return present.filter((scope) => !gone.has(scope))
}

const MOST_EMAILS = 20

export const deleteCollaborators = operation({
  name: 'DeleteCollaborators',
  method: 'DELETE',
  path,
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Collaborators:Add', 'Collaborators:Get', 'Collaborators:Delete'],
  body: z.object({
    collaborator_ids: z.array(z.uuid()).max(1000).default([]),
    user_emails: z.array(Email).max(MOST_EMAILS).default([]),
  }),
  answer: z.object({ collaborators: z.array(z.object({ id: z.string() })) }),
  async run({ caller, params, body }) {
    const named = body.collaborator_ids.map((id) => ({ id, found: id as string | undefined }))
    for (const email of body.user_emails)
      named.push({ id: email, found: await idOf(caller, placeOf(params), email.toLowerCase()) })
    if (named.length === 0) throw invalid({ collaborator_ids: words('rest.nameSome') })
    const ended = await end(
      caller,
      placeOf(params),
      named.flatMap(({ found }) => found ?? []),
    )
    return each('collaborators', named, async ({ id, found }) => {
      if (!found || !ended.has(found)) throw notFound('collaborator')
      return { id }
    })
  },
})

/** Removes collaborators and takes offers back, and says which of the ids were one or the other. */
async function end(caller: Caller, { account, app }: InApp, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const removed = await orNone(removeCollaborators(caller, account, { app, ids }))
  const ended = new Set((removed?.removed ?? []).flatMap(({ id, userId }) => [id, userId]))
  const rest = ids.filter((id) => !ended.has(id))
  const withdrawn = rest.length > 0 ? await orNone(withdrawShares(caller, account, { app, ids: rest })) : null
  for (const { id } of withdrawn?.withdrawn ?? []) ended.add(id)
  return ended
}

/** Where nobody of them is there, a command says that it is in conflict with what the page showed. */
async function orNone<R>(done: Promise<R>): Promise<R | null> {
  try {
    return await done
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return null
    throw error
  }
}

async function idOf(caller: Caller, { account, app }: InApp, email: string): Promise<string | undefined> {
  const isIt = (found: { email: string | null }) => found.email?.toLowerCase() === email
  const people = await listOfApp(caller, account, app, { q: email, size: 10 })
  const person = people.rows.find(isIt)
  if (person) return person.userId
  return (await listShares(caller, account, app, { q: email, size: 10 })).rows.find(isIt)?.id
}
