import { z } from 'zod'
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from './page-sizes'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const OfPage = z.preprocess(
  (v) => Number(one(v)),
  z.union(PAGE_SIZES.map((n) => z.literal(n))).catch(DEFAULT_PAGE_SIZE),
)

/** How many rows at once: what stands in an address is text and falls back to what pages show; a number is a program's, and goes further. */
export const PageSize = z.union([z.number().int().min(1).max(1000), OfPage])
