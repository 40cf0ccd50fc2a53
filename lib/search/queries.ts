import 'server-only'
import type { Caller } from '@/lib/actor'
import { listMembers } from '@/lib/members/queries'
import { MembersSearch } from '@/lib/members/schemas'

export type FoundPerson = { userId: string; name: string; second: string | null }

const SHOWN = 8

/**
 * The members of an organization whose name (for who may see addresses: or e-mail) holds `text`, by name, at most eight. Finds whom the
 * viewer may see on the Members page, by the same query. Throws what `listMembers` throws.
 */
export async function findPeople(caller: Caller, account: string, text: string): Promise<FoundPerson[]> {
  if (text.trim() === '') return []
  const { rows } = await listMembers(caller, account, MembersSearch.parse({ q: text, size: '25' }))
  return rows
    .slice(0, SHOWN)
    .map(({ userId, name, email, username }) => ({ userId, name, second: email ?? username }))
}
