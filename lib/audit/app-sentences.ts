import 'server-only'
import { baseWorkflowWords, VISIBILITIES, visibilityWords } from '@/lib/app-settings/choices'
import { words } from '@/messages/words'
import type { Told, Words } from './event-sentence'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What follows the name of who did something to an app. */
export const appSentences: Record<string, (words: Words, told: Told) => string> = {
  'app.updated': ({ whom }) => words('appSettings.events.updated', { app: whom }),
  'app.notesEdited': ({ whom }) => words('appSettings.events.notesEdited', { app: whom }),
  'app.visibilityChanged': ({ whom }, { after }) =>
    words('appSettings.events.visibilityChanged', { app: whom, now: visibilityLabel(after?.visibility) }),
  'app.baseWorkflowChanged': ({ whom }, { after }) =>
    words('appSettings.events.baseWorkflowChanged', {
      app: whom,
      now: baseWorkflowWords(text(after?.baseWorkflow) || null).label,
    }),
  'app.idChanged': ({ whom }, { before, after }) =>
    words('appSettings.events.idChanged', { app: whom, was: text(before?.handle), now: text(after?.handle) }),
  'app.transferred': ({ whom }, { after }) =>
    words('appSettings.events.transferred', { app: whom, to: text(after?.account) }),
  'app.arrived': ({ whom }, { before }) =>
    words('appSettings.events.arrived', { app: whom, from: text(before?.account) }),
  'collaborator.offered': ({ whom }, { after }) =>
    words('collaborators.events.offered', { whom, app: text(after?.app) }),
  'collaborator.changed': ({ whom }, { after }) =>
    words('collaborators.events.changed', { whom, app: text(after?.app) }),
  'collaborator.removed': ({ whom }, { before }) =>
    words('collaborators.events.removed', { whom, app: text(before?.app) }),
  'collaborator.restored': ({ whom }, { after }) =>
    words('collaborators.events.restored', { whom, app: text(after?.app) }),
  'share.resent': ({ whom }, { after }) =>
    words('collaborators.events.shareResent', { whom, app: text(after?.app) }),
  'share.withdrawn': ({ whom }, { before }) =>
    words('collaborators.events.shareWithdrawn', { whom, app: text(before?.app) }),
}

function visibilityLabel(value: unknown): string {
  const known = VISIBILITIES.find((name) => name === value)
  return known ? visibilityWords(known).label.toLowerCase() : text(value)
}
