import { z } from 'zod'
import { PERMISSIONS } from '@/lib/permissions/rules'
import { Trail } from '@/lib/trail'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The address of a member's page: from where on their apps are shown, and what is to be explained. */
export const MemberAccessInput = z.object({
  userId: z.uuid(),
  apps: z.preprocess(one, z.string().max(1000).optional().catch(undefined)),
  trail: Trail,
  /** The ID of an app; nothing for what is done in the organization. */
  app: z.preprocess(one, z.string().trim().toLowerCase().max(64).catch('')),
  may: z.preprocess(one, z.enum(PERMISSIONS).optional().catch(undefined)),
})
export type MemberAccessInput = z.output<typeof MemberAccessInput>
