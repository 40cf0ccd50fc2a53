import { z } from 'zod'
import { AppDescription, AppHandle, AppLanguage, AppName } from '@/lib/apps/schemas'
import { isHandle } from '@/lib/handles'
import { says } from '@/messages/words'
import { BASE_WORKFLOWS, VISIBILITIES } from './choices'
import { NOTES_LENGTH } from './limits'

/** Line ends as one character: a form sends two for each, and would find fewer characters left than it shows. */
const lines = (text: string) => text.replace(/\r\n?/g, '\n').trim()

export const UpdateAppInput = z.object({
  name: AppName,
  description: AppDescription,
  defaultLanguage: AppLanguage,
})
export const UpdateAppNotesInput = z.object({
  notes: z
    .string()
    .transform(lines)
    .pipe(z.string().max(NOTES_LENGTH, says('appSettings.schemas.notesTooLong', { most: NOTES_LENGTH }))),
})
export const ChangeAppVisibilityInput = z.object({
  visibility: z.enum(VISIBILITIES, says('appSettings.schemas.visibility')),
})
export const ChangeBaseWorkflowInput = z.object({
  baseWorkflow: z.enum(BASE_WORKFLOWS, says('appSettings.schemas.baseWorkflow')),
})
export const ChangeAppIdInput = z.object({ handle: AppHandle })

/** Where to, under which name and ID, what becomes of the collaborators, and the present ID typed. */
export const TransferAppInput = z.object({
  to: z.string().trim().refine(isHandle, says('appSettings.schemas.destination')),
  name: AppName,
  handle: AppHandle,
  collaborators: z.enum(['keep', 'end'], says('appSettings.schemas.collaborators')).prefault('end'),
  confirmation: z.string().trim().max(200),
})
