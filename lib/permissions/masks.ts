import { PERMISSIONS, type Permission, type Rule, rules } from './rules'

/** A set of permissions as bits: one number holds 32 of them. */
export type Mask = readonly number[]

const BITS = 32
const WORDS = Math.ceil(PERMISSIONS.length / BITS)
const INDEX = new Map<string, number>(PERMISSIONS.map((permission, index) => [permission, index]))

export const NOTHING: Mask = new Array<number>(WORDS).fill(0)
export const EVERYTHING: Mask = new Array<number>(WORDS).fill(~0)

/** Whether `permission` is in `mask`. A name that no row has is in none. */
export function has(mask: Mask, permission: Permission): boolean {
  const index = INDEX.get(permission)
  if (index === undefined) return false
  return (((mask[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1
}

/** The permissions whose row satisfies `matches`. */
export function maskOf(matches: (rule: Rule) => boolean): Mask {
  const words = [...NOTHING]
  for (const [index, permission] of PERMISSIONS.entries()) {
    const word = index >>> 5
    if (matches(rules[permission])) words[word] = (words[word] ?? 0) | (1 << (index & 31))
  }
  return words
}

/** What either has. */
export function union(one: Mask, other: Mask): Mask {
  return one.map((word, at) => word | (other[at] ?? 0))
}

/** What both have. */
export function common(one: Mask, other: Mask): Mask {
  return one.map((word, at) => word & (other[at] ?? 0))
}

/** Whether `part` has nothing that `whole` lacks. */
export function isWithin(part: Mask, whole: Mask): boolean {
  return part.every((word, at) => (word & ~(whole[at] ?? 0)) === 0)
}

/** How many permissions it has. */
export function size(mask: Mask): number {
  return PERMISSIONS.filter((permission) => has(mask, permission)).length
}
