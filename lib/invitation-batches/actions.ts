'use server'

import { action } from '@/lib/action'
import type { ActionState } from '@/lib/action-state'
import type { Caller } from '@/lib/actor'
import { words } from '@/messages/words'
import {
  discardInvitationDraft,
  draftInvitations,
  keepInvitationMessage,
  mendInvitationLines,
} from './commands'
import { checkPath, pastePath, pathAfterMending, progressPath } from './paths'
import { sendInvitationBatch } from './send'
import { withFile } from './uploaded'

type Draft = { batchId: string; handle: string }

const draft = action(draftInvitations, { goTo: ({ handle, batchId }) => checkPath(handle, batchId) })
/** Takes a pasted text, or a file in its place. */
export async function draftInvitationsAction(
  previous: ActionState<Draft>,
  form: FormData,
): Promise<ActionState<Draft>> {
  return draft(previous, await withFile(form))
}

export const mendInvitationLinesAction = action(mendInvitationLines, {
  goTo: ({ handle, batchId }, { go }) => pathAfterMending(handle, batchId, go),
  says: () => words('batches.check.saved'),
})
export const keepInvitationMessageAction = action(keepInvitationMessage)
export const discardInvitationDraftAction = action(discardInvitationDraft, {
  goTo: ({ handle }) => pastePath(handle),
})

type Sending = { batchId: string; message: string; go?: string }
/** Sends, or by its other button keeps the message and goes back to the list. */
export const sendInvitationBatchAction = action(
  async (caller: Caller, account: string, { go, ...input }: Sending) =>
    go === 'back'
      ? { ...(await keepInvitationMessage(caller, account, input)), isSent: false }
      : { ...(await sendInvitationBatch(caller, account, input)), isSent: true },
  {
    goTo: ({ handle, batchId, isSent }) =>
      isSent ? progressPath(handle, batchId) : checkPath(handle, batchId),
  },
)
