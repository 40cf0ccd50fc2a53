import { ROLES } from '@/lib/permissions/roles'
import type { Role } from '@/lib/permissions/rules'

/** The role that somebody means by these words: its name or its key, whatever the case and the signs between. Null for none. */
export function roleInWords(words: string): Role | null {
  return known.get(bare(words)) ?? null
}

const bare = (words: string) =>
  words
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s_-]+/g, '')
    .toLowerCase()

const known = new Map(ROLES.flatMap(({ key, label }) => [key, label].map((words) => [bare(words), key])))
