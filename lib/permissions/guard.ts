import 'server-only'
import { forbidden } from '@/lib/errors'
import { type Access, can, decide } from './decide'
import type { Permission } from './rules'

/** Lets nobody past who lacks `permission`. Throws `forbidden`, which says what is missing and who can give it. */
export function guard(access: Access, permission: Permission): void {
  if (!can(access, permission)) throw forbidden(decide(access, permission).says, permission)
}
