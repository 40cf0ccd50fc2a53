import 'server-only'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Caller } from '@/lib/actor'
import { currentCaller } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { words } from '@/messages/words'
import type { ActionState } from './action-state'
import { explained } from './outage'

/** What a form sent: one value for a name, or several, or a file. */
type Fields = Record<string, string | string[] | File>
type Door<R> = {
  /** Where to go once it is done. Without it, or where it gives null, the page stays and shows the result. */
  goTo?: (result: R, fields: Fields) => string | null
  /** What to tell once it is done, where the page stays. */
  says?: (result: R) => string
  /** It changed nothing, so the page stays as it is. */
  isRead?: boolean
}

const SECRET_FIELD = /password|code|secret|token/i

/**
 * The browser's door to a change in a tenant. The form names the account in its field `account`, which may be forged and is entered
 * like any other. Works with and without JavaScript; errors give back what was typed.
 */
export function action<R>(
  command: (caller: Caller, account: string, input: never) => Promise<R>,
  door: Door<R> = {},
) {
  return formDoor(door, (caller, { account, ...input }) =>
    // The command parses its input itself and refuses what does not fit.
    command(caller, typeof account === 'string' ? account : '', input as never),
  )
}

/** The same for a change that belongs to no tenant: signing up, using a mailed link. */
export function openAction<R>(command: (caller: Caller, input: never) => Promise<R>, door: Door<R> = {}) {
  // The command parses its input itself and refuses what does not fit.
  return formDoor(door, (caller, input) => command(caller, input as never))
}

function formDoor<R>(door: Door<R>, run: (caller: Caller, fields: Fields) => Promise<R>) {
  return async (_previous: ActionState<R>, form: FormData): Promise<ActionState<R>> => {
    const fields = form instanceof FormData ? fieldsOf(form) : {} // arguments of an action can be forged
    const { shownTo, ...given } = fields
    const signedIn = await currentCaller()
    const caller = typeof shownTo === 'string' ? { ...signedIn, shownTo } : signedIn
    let result: R
    try {
      result = await run(caller, given)
    } catch (error) {
      return told(explained(error), fields, caller.origin.requestId)
    }
    const path = door.goTo?.(result, fields)
    if (path) redirect(path as Route) // paths come from our own commands
    if (!door.isRead) refresh()
    return { status: 'ok', result, message: door.says?.(result) }
  }
}

function fieldsOf(form: FormData): Fields {
  const fields: Fields = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$')) continue // React's own
    const [file] = form.getAll(name).filter((value) => typeof value !== 'string')
    const values = form.getAll(name).filter((value) => typeof value === 'string')
    fields[name] = file ?? (values.length === 1 ? (values[0] ?? '') : values)
  }
  return fields
}

function told(error: unknown, fields: Fields, requestId: string | null): ActionState<never> {
  const values = Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string | string[]] =>
        !SECRET_FIELD.test(entry[0]) && !(entry[1] instanceof File),
    ),
  )
  if (error instanceof AppError)
    return { status: 'error', code: error.code, message: error.message, fields: error.fields, values }
  log.error({ err: error, requestId }, 'an action failed')
  return {
    status: 'error',
    code: 'unexpected',
    message: words('errors.unexpected', { requestId: requestId ?? '' }),
    fields: {},
    values,
    requestId: requestId ?? undefined,
  }
}
