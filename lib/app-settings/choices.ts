import { words } from '@/messages/words'

/** Who sees an app besides those whom a role, a team or the app's owner gave it to. */
export const VISIBILITIES = ['private', 'organization', 'public'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** What runs on every input of an app. Kept as a key; `none` runs nothing. */
export const BASE_WORKFLOWS = ['none', 'image', 'text', 'audio', 'universal'] as const
export type BaseWorkflow = (typeof BASE_WORKFLOWS)[number]

/** The words of a visibility; in one's own account nobody else is there to see. */
export const visibilityWords = (visibility: Visibility) => ({
  label: words(`appSettings.visibility.${visibility}.label`),
  description: words(`appSettings.visibility.${visibility}.description`),
})

/** The words of a base workflow; a later version may have written another key. */
export function baseWorkflowWords(key: string | null) {
  const known = BASE_WORKFLOWS.find((name) => name === (key ?? 'none'))
  if (!known) return { label: key ?? '', description: '' }
  return {
    label: words(`appSettings.baseWorkflow.${known}.label`),
    description: words(`appSettings.baseWorkflow.${known}.description`),
  }
}
