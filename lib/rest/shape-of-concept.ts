import 'server-only'
import { z } from 'zod'
import type { Concept as Found } from '@/lib/concepts/queries'
import { Instant, instant } from './shapes'

export const Concept = z.object({
  id: z.string(),
  name: z.string(),
  /** How sure it is; of a concept by itself always wholly. */
  value: z.literal(1),
  language: z.string(),
  app_id: z.string(),
  definition: z.string(),
  created_at: Instant,
  updated_at: Instant,
})

/** `app` is the ID as it was asked for. */
export const shapeConcept = (concept: Found, app: string): z.output<typeof Concept> => ({
  id: concept.id,
  name: concept.name,
  value: 1,
  language: concept.language,
  app_id: app,
  definition: concept.definition,
  created_at: instant(concept.createdAt),
  updated_at: instant(concept.updatedAt),
})
