import { z } from 'zod'
import { isStorable } from './storable'

/** How many pages back an address remembers. */
export const TRAIL_LENGTH = 20

const many = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value])

/**
 * Where the pages before this one begin, the first of all as nothing: of a list that is walked one way alone, since each page costs more
 * than walking an index. Whatever does not fit means that nothing is remembered.
 */
export const Trail = z
  .preprocess(many, z.array(z.string().max(1000).refine(isStorable)).catch([]))
  .transform((trail) => trail.slice(-TRAIL_LENGTH))
