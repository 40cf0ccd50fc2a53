import 'server-only'
import type { Connection } from '@/db/client'
import { conflict, forbidden } from '@/lib/errors'
import type { InApp } from '@/lib/permissions/facts'
import { mayGiveUntil } from '@/lib/permissions/giving'
import { words } from '@/messages/words'
import { scopesOf } from './chosen-scopes'
import { differenceOf } from './difference'
import { type Collaborator, collaboratorRows, shownCollaborator } from './find'
import { mustBeLetShare, mustHold, mustStay, untilMeant } from './may-give'
import type { ChangeCollaboratorInput } from './schemas'

type Context = Pick<InApp, 'access' | 'account' | 'person'> & {
  sql: Connection
  input: ChangeCollaboratorInput
}
export type PlannedChange = {
  was: Collaborator
  now: { scopes: string[]; until: Date | null }
  brought: string[]
  isDifferent: boolean
}

/**
 * What a change would make of a collaborator, by what stands now: the review shows it, the command does it. Throws what the command throws.
 * Taking scopes away is never giving, however long somebody stays.
 */
export async function plannedChange(context: Context): Promise<PlannedChange> {
  const { sql, input, access } = context
  const [row] = await collaboratorRows(sql, { ids: [input.collaboratorId], limit: 1 })
  if (!row) throw conflict(words('collaborators.schemas.notThere'))
  const was = shownCollaborator(row, context)
  await mustBeLetShare(context)
  if (was.isYou) throw forbidden(words('collaborators.yourself'), 'collaborator.add')
  if (!was.can.change)
    throw forbidden(words('collaborators.broader', { names: was.name }), 'collaborator.add')
  const { scopes, brought } = scopesOf(input, access)
  const now = {
    scopes,
    until: input.until === undefined ? was.until : untilMeant(input.until, [was.until, mayGiveUntil(access)]),
  }
  const { gained, lost, until } = differenceOf(was, now)
  mustHold(context, scopes)
  if (gained.length > 0 || isLonger(was.until, now.until)) mustStay(context, now.until)
  return { was, now, brought, isDifferent: gained.length + lost.length > 0 || until !== null }
}

const isLonger = (was: Date | null, now: Date | null) => was !== null && (now === null || now > was)
