import 'server-only'
import { words } from '@/messages/words'
import type { Told, Words } from './event-sentence'

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const appIn = ({ before, after }: Told) => text(after?.app) || text(before?.app)

/** What follows the name of who did something about who collaborates on an app. */
export const collaboratorSentences: Record<string, (words: Words, told: Told) => string> = {
  'collaborator.accepted': (_, told) =>
    words('collaborations.events.accepted', { app: appIn(told), by: text(told.after?.by) }),
  'collaborator.declined': (_, told) => words('collaborations.events.declined', { app: appIn(told) }),
  'collaborator.left': (_, told) => words('collaborations.events.left', { app: appIn(told) }),
}
