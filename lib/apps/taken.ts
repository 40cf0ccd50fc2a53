import 'server-only'
import { conflict, violation } from '@/lib/errors'
import { dateWords } from '@/messages/dates'
import { words } from '@/messages/words'

/**
 * Turns an ID that another app has, or that leads to one, or that is held for a deleted one, into a `conflict` that names the field. That a
 * deleted app holds it, and until when, is told to who sees the deleted apps there.
 */
export const idTaken =
  ({ seesDeleted }: { seesDeleted: boolean }) =>
  (error: unknown): never => {
    const { constraint, detail } = violation(error) ?? {}
    if (constraint !== 'apps_handle') throw error
    const until = seesDeleted && detail && MOMENT.test(detail) ? new Date(detail) : null
    throw conflict(words('apps.idTaken'), {
      handle: until
        ? words('apps.idHeldField', { until: dateWords(until, 'date') })
        : words('apps.idTakenField'),
    })
  }

/** How `app_id_is_kept` in `db/walls/17-app-life.sql` says until when; the index of live IDs says something else. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
