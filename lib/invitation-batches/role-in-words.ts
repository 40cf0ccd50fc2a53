import { ROLES } from '@/lib/permissions/roles'
import type { Role } from '@/lib/permissions/rules'

/**
 * Finds the role that somebody means by some words: its name in the reader's language or its key, whatever the case and the signs
 * between. Null for none. Made once for many words.
 */
export function roleFinder(): (words: string) => Role | null {
  const known = new Map(ROLES.flatMap(({ key, label }) => [key, label].map((words) => [bare(words), key])))
  return (words) => known.get(bare(words)) ?? null
}

const bare = (words: string) =>
  words
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s_-]+/g, '')
    .toLowerCase()
