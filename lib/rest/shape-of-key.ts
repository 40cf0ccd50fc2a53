import 'server-only'
import { z } from 'zod'
import type { TokenRow } from '@/lib/tokens/rows'
import { Instant, instant } from './shapes'

export const KEY_TYPES = ['personal_access_token', 'app_specific_key'] as const

export const Key = z.object({
  /** The secret where it has just been made; else what names it in a path. */
  id: z.string(),
  key_id: z.uuid(),
  type: z.enum(KEY_TYPES),
  description: z.string(),
  scopes: z.array(z.string()),
  endpoints: z.array(z.string()),
  apps: z.array(z.object({ id: z.string(), user_id: z.string() })),
  created_at: Instant,
  expires_at: Instant.optional(),
})

export function shapeKey(token: TokenRow, secret?: string): z.output<typeof Key> {
  return {
    id: secret ?? token.id,
    key_id: token.id,
    type: token.kind === 'app' ? 'app_specific_key' : 'personal_access_token',
    description: token.name,
    scopes: token.scopes,
    endpoints: [],
    apps: token.app && token.account ? [{ id: token.app.handle, user_id: token.account.handle }] : [],
    created_at: instant(token.createdAt),
    ...(token.expiresAt ? { expires_at: instant(token.expiresAt) } : {}),
  }
}
