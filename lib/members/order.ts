import 'server-only'
import { members } from '@/db/schema'
import type { MembersSearch } from './schemas'

/** The orders of a list of members: their keys, the last of which is unique, and a row's values of them. */
export const SORTS = {
  name: [
    { column: members.sortName, of: 'text' },
    { column: members.id, of: 'uuid' },
  ],
  email: [
    { column: members.sortEmail, of: 'text' },
    { column: members.id, of: 'uuid' },
  ],
  role: [
    { column: members.role, of: 'text' },
    { column: members.sortName, of: 'text' },
    { column: members.id, of: 'uuid' },
  ],
  joined: [
    { column: members.joinedAt, of: 'instant' },
    { column: members.id, of: 'uuid' },
  ],
} as const

type Keyed = { id: string; sortName: string; sortEmail: string; role: string; joinedKey: string }

export function keysOf(row: Keyed, sort: keyof typeof SORTS): string[] {
  switch (sort) {
    case 'name':
      return [row.sortName, row.id]
    case 'email':
      return [row.sortEmail, row.id]
    case 'role':
      return [row.role, row.sortName, row.id]
    case 'joined':
      return [row.joinedKey, row.id]
  }
}

/** Who may not see addresses does not learn their order either. */
export const orderFor = ({ sort }: MembersSearch, withAddresses: boolean) =>
  sort === 'email' && !withAddresses ? 'name' : sort
