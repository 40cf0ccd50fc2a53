import { z } from 'zod'
import { says } from '@/messages/words'

/** More cannot be ticked one by one; all that match a filter are as many as there are. */
export const MAX_CHOSEN = 10_000

const TOO_MANY = says('table.chosen.tooMany', { max: MAX_CHOSEN })
const Id = z.uuid()

/**
 * What was chosen in a table with a selection, as it travels in an address, a native form or an action: `ids`, repeated or one list
 * with commas, or `all` with the table's filters beside it and without the ids in `except`. To be merged into the schema of an input:
 * `z.object({ ...chosenFields, q: … })`. What is no id is left out.
 */
export const chosenFields = {
  ids: z.preprocess(listed, z.array(z.uuid()).max(MAX_CHOSEN, TOO_MANY)).prefault(''),
  all: z.preprocess((value) => value === true || value === '1', z.boolean()).prefault(''),
  except: z.preprocess(listed, z.array(z.uuid()).max(MAX_CHOSEN, TOO_MANY)).prefault(''),
}

export const Chosen = z.object(chosenFields)
export type Chosen = z.output<typeof Chosen>

function listed(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : [value]
  const ids = parts.flatMap((part) => (typeof part === 'string' ? part.split(',') : []))
  return [...new Set(ids.filter((id) => Id.safeParse(id).success))]
}

/** The same as fields of a form or an address again. */
export function chosenAsFields({ ids, all, except }: Chosen): Record<string, string> {
  if (!all) return { ids: ids.join(',') }
  return { all: '1', ...(except.length > 0 ? { except: except.join(',') } : {}) }
}
