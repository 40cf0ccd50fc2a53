import { z } from 'zod'
import { isStorable } from '@/lib/storable'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The address of the search page. What does not fit searches for nothing. */
export const SearchInput = z.object({
  q: z.preprocess(one, z.string().trim().max(100).refine(isStorable).catch('')),
})
