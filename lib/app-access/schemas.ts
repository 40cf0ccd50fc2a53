import { z } from 'zod'
import { isStorable } from '@/lib/storable'
import { Trail } from '@/lib/trail'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The address of the page: whatever does not fit falls back to the first page of everybody. */
export const AppPeopleSearch = z.object({
  q: z.preprocess(one, z.string().trim().max(100).refine(isStorable).optional().catch(undefined)),
  cursor: z.preprocess(one, z.string().max(1000).optional().catch(undefined)),
  trail: Trail,
})
export type AppPeopleSearch = z.output<typeof AppPeopleSearch>
