import 'server-only'
import type { Caller } from '@/lib/actor'
import { originOf } from '@/lib/auth/origin'
import { AppError, forbidden } from '@/lib/errors'
import { readTokenSecret } from '@/lib/tokens/secret'
import { words } from '@/messages/words'
import type { Operation } from './operation'

const AUTHORIZATION = /^(?:key|bearer) +(\S+) *$/i

/**
 * The program behind a request, as its header says: nothing is asked of the database yet. Throws `unauthenticated` where no token stands there,
 * or what cannot be one; `forbidden` for the key of an app where the operation takes personal access tokens alone.
 */
export function callerOf(
  request: Request,
  requestId: string,
  operation: Pick<Operation, 'auth' | 'scopes'>,
): Caller & { actor: { kind: 'token' } } {
  const given = request.headers.get('authorization')
  if (!given) throw new AppError('unauthenticated', words('rest.noToken'))
  const secret = AUTHORIZATION.exec(given)?.[1] ?? ''
  const hash = readTokenSecret(secret)
  if (!hash) throw new AppError('unauthenticated', words('rest.notAToken'))
  if (operation.auth !== 'KeyAuth' && secret.startsWith('mst_app_'))
    throw forbidden(words('rest.noAppKeys'), 'app.view')
  const origin = { ...originOf(request.headers), requestId }
  return { actor: { kind: 'token', hash, asks: operation.scopes }, origin }
}
