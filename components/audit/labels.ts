import english from '@/messages/en.json'
import { words } from '@/messages/words'

type Group = keyof typeof english.audit.groups
type Kind = keyof typeof english.audit.kinds
type Field = keyof typeof english.audit.fields

/** In words, or the name itself for what a later version wrote. */
export const groupLabel = (group: string) =>
  group in english.audit.groups ? words(`audit.groups.${group as Group}`) : group
export const kindLabel = (kind: string) =>
  kind in english.audit.kinds ? words(`audit.kinds.${kind as Kind}`) : kind
export const fieldLabel = (field: string) =>
  field in english.audit.fields ? words(`audit.fields.${field as Field}`) : field
