import { z } from 'zod'
import { PageSize } from '@/lib/page-size'
import { isStorable } from '@/lib/storable'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const text = (most: number) =>
  z.preprocess(one, z.string().trim().min(1).max(most).refine(isStorable).optional().catch(undefined))

/** Several values in an address: `event=a&event=b`, as a form sends them, or `event=a,b`, as links have them. */
const several = z
  .preprocess(
    (value) => [value].flat().flatMap((part) => (typeof part === 'string' ? part.split(',') : [])),
    z.array(z.string()),
  )
  .transform((names) => [...new Set(names.filter((name) => /^[a-z]+\.[a-zA-Z]+$/.test(name)))].slice(0, 50))

const isZone = (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const day = z.preprocess(one, z.iso.date().optional().catch(undefined))
const id = z.preprocess(one, z.uuid().optional().catch(undefined))

/** What narrows the audit log, as it stands in the address. Whatever does not fit is left out: a bad address shows a list, not an error. */
const filters = {
  /** Words of the sentence or of a name; every one of them must be there. */
  q: text(100),
  actor: id,
  event: several,
  /** What it was done to: `member`, `invitation`, … */
  kind: z.preprocess(
    one,
    z
      .string()
      .regex(/^[a-z_]{1,40}$/i)
      .optional()
      .catch(undefined),
  ),
  target: id,
  outcome: z.preprocess(one, z.enum(['done', 'refused']).optional().catch(undefined)),
  /** First and last day, both included, in `zone`: so that the address shows everybody the same. */
  from: day,
  to: day,
  zone: z.preprocess(one, z.string().max(60).refine(isZone).optional().catch(undefined)),
}

export const AuditFilters = z.object(filters)
export type AuditFilters = z.output<typeof AuditFilters>

export const AuditSearch = z.object({
  ...filters,
  size: PageSize,
  cursor: text(2000),
})
export type AuditSearch = z.output<typeof AuditSearch>

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export const AuditExportInput = z.object({
  ...filters,
  format: z.preprocess(one, z.enum(EXPORT_FORMATS).catch('csv')),
})

/** An entry in an address: `e17` for an event, `r5` for a refused attempt. */
export const AuditEntryInput = z.object({ entry: z.string().regex(/^[er]\d{1,18}$/) })
