import 'server-only'
import { z } from 'zod'
import type { Collaborator as Found } from '@/lib/collaborators/find'
import { Instant, instant } from './shapes'

const AppRef = z.object({ id: z.string(), user_id: z.string() })
const UserRef = z.object({
  id: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  user_detail: z.object({ primary_email: z.string() }).optional(),
})

/** Somebody an app is shared with. Until they accept it is an offer, known by its address alone. */
export const Collaborator = z.object({
  id: z.uuid(),
  app: AppRef,
  user: UserRef,
  scopes: z.array(z.string()),
  endpoints: z.array(z.string()),
  is_pending: z.boolean(),
  created_at: Instant.optional(),
  modified_at: Instant.optional(),
  deleted_at: Instant.optional(),
  expires_at: Instant.optional(),
})
type Shape = z.output<typeof Collaborator>

export type InApp = { app: string; account: string }
const appOf = ({ app, account }: InApp) => ({ id: app, user_id: account })

/** Known by the person, whose grants begin anew with each change. */
export function shapeCollaborator(found: Found, place: InApp): Shape {
  const [first = '', ...rest] = found.name.split(' ')
  return {
    id: found.userId,
    app: appOf(place),
    user: {
      id: found.username,
      first_name: first,
      last_name: rest.join(' '),
      ...(found.email ? { user_detail: { primary_email: found.email } } : {}),
    },
    scopes: found.scopes,
    endpoints: [],
    is_pending: false,
    created_at: instant(found.addedAt),
    modified_at: instant(found.since),
    ...(found.until ? { expires_at: instant(found.until) } : {}),
  }
}

type Offer = { id: string; email: string; scopes: readonly string[]; until: Date | null }

export function shapeOffer({ id, email, scopes, until }: Offer, place: InApp): Shape {
  return {
    id,
    app: appOf(place),
    user: { user_detail: { primary_email: email } },
    scopes: [...scopes],
    endpoints: [],
    is_pending: true,
    ...(until ? { expires_at: instant(until) } : {}),
  }
}
