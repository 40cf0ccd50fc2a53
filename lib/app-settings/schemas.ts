import { z } from 'zod'
import {
  AppBaseWorkflow,
  AppDescription,
  AppHandle,
  AppLanguage,
  AppName,
  AppNotes,
  AppVisibility,
} from '@/lib/apps/schemas'
import { isHandle } from '@/lib/handles'
import { says } from '@/messages/words'

export const UpdateAppInput = z.object({
  name: AppName,
  description: AppDescription,
  defaultLanguage: AppLanguage,
})
export const UpdateAppNotesInput = z.object({
  notes: AppNotes,
})
export const ChangeAppVisibilityInput = z.object({
  visibility: AppVisibility,
})
export const ChangeBaseWorkflowInput = z.object({
  baseWorkflow: AppBaseWorkflow,
})
export const ChangeAppIdInput = z.object({ handle: AppHandle })

/** Several parts of an app at once; what is left out stays as it is. */
export const PatchAppInput = z
  .object({
    name: AppName,
    description: AppDescription,
    defaultLanguage: AppLanguage,
    notes: AppNotes,
    visibility: AppVisibility,
    baseWorkflow: AppBaseWorkflow,
  })
  .partial()

/** Where to, under which name and ID, what becomes of the collaborators, and the present ID typed. */
export const TransferAppInput = z.object({
  to: z.string().trim().refine(isHandle, says('appSettings.schemas.destination')),
  name: AppName,
  handle: AppHandle,
  collaborators: z.enum(['keep', 'end'], says('appSettings.schemas.collaborators')).prefault('end'),
  confirmation: z.string().trim().max(200),
})
