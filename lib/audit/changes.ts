import type { AuditDetail } from '@/db/schema'

/** What of a thing was changed, as the history writes it down: only the fields that differ. Null where none does. */
export function changesOf<Fields extends AuditDetail>(before: Fields, after: Fields) {
  const differing = Object.keys(after).filter((field) => before[field] !== after[field])
  if (differing.length === 0) return null
  const pick = (fields: Fields): AuditDetail =>
    Object.fromEntries(differing.map((field) => [field, fields[field]]))
  return { before: pick(before), after: pick(after) }
}
