import 'server-only'
import { z } from 'zod'
import type { Visibility } from '@/lib/app-settings/choices'
import { enumOf, Instant, instant } from './shapes'

const GETTABLE = { PRIVATE: 10, ORG: 30, PUBLIC: 50 } as const
const NUMBER_OF: Record<Visibility, number> = { private: 10, organization: 30, public: 50 }

/** Who sees an app, as a program says it. */
export const VisibilityInput = z.object({ gettable: enumOf(GETTABLE) })
export const visibilityOf = ({ gettable }: z.output<typeof VisibilityInput>): Visibility =>
  (Object.keys(NUMBER_OF) as Visibility[]).find((name) => NUMBER_OF[name] === gettable) ?? 'private' // every number has its name

/** An app as it is given. Lists leave `notes` out, which may be long. */
export const App = z.object({
  id: z.string(),
  name: z.string(),
  user_id: z.string(),
  description: z.string(),
  notes: z.string().optional(),
  metadata: z.object({}),
  visibility: z.object({ gettable: z.literal([10, 30, 50]) }),
  default_language: z.string(),
  default_workflow_id: z.string(),
  created_at: Instant,
  modified_at: Instant,
})

export type AppFields = {
  handle: string
  name: string
  description: string
  notes?: string
  visibility: Visibility
  defaultLanguage: string
  /** Null where none runs, or it is not theirs to see. */
  baseWorkflow: string | null
  createdAt: string | Date
  updatedAt: string | Date
}

/** `account` is the handle of whose it is. */
export function shapeApp(app: AppFields, account: string): z.output<typeof App> {
  return {
    id: app.handle,
    name: app.name,
    user_id: account,
    description: app.description,
    ...(app.notes === undefined ? {} : { notes: app.notes }),
    metadata: {},
    visibility: { gettable: NUMBER_OF[app.visibility] as 10 | 30 | 50 }, // the numbers that stand above
    default_language: app.defaultLanguage,
    default_workflow_id: app.baseWorkflow ?? '',
    created_at: instant(app.createdAt),
    modified_at: instant(app.updatedAt),
  }
}
