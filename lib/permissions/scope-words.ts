import { type WordsKey, words } from '@/messages/words'
import { APP_SCOPES, BASIC_SCOPES, type BasicScope } from './scopes'

export type ScopesInWords = {
  /** The basic scopes that these make up, in the order of `reference/collaboration.md`. */
  basic: readonly BasicScope[]
  /** What no basic scope of them gives or brings. */
  others: readonly string[]
}

/** Names as few things as possible for what these scopes give: basic scopes first, then what is left over. */
export function inBasicScopes(scopes: readonly string[]): ScopesInWords {
  const held = new Set(scopes)
  const whole = ({ gives, brings }: BasicScope) => [...gives, ...brings].every((scope) => held.has(scope))
  const basic = BASIC_SCOPES.filter(whole)
  const covered = new Set<string>(basic.flatMap(({ gives, brings }) => [...gives, ...brings]))
  return { basic, others: scopes.filter((scope) => !covered.has(scope)) }
}

/** The same as labels with their sentences, for where there is room for few words: what is left over is one line. */
export function scopeSummary(scopes: readonly string[]): { label: string; says: string }[] {
  const { basic, others } = inBasicScopes(scopes)
  const lines = basic.map(({ key }) => basicWords(key))
  if (others.length === 0) return lines
  return [
    ...lines,
    { label: words('permissions.scopes.others', { count: lines.length }), says: others.join(', ') },
  ]
}

/** The same in one line, where many stand below each other: the first few by name, the rest as a number. */
export function scopesBriefly(scopes: readonly string[]): string {
  if (APP_SCOPES.every((scope) => scopes.includes(scope))) return words('permissions.scopes.every')
  const { basic, others } = inBasicScopes(scopes)
  const names = [...basic.map(({ key }) => basicWords(key).label), ...others]
  const [shown, count] = [names.slice(0, BRIEFLY).join(', '), names.length - BRIEFLY]
  return count > 0 ? words('permissions.scopes.andMore', { shown, count }) : shown
}
const BRIEFLY = 4

/** What a basic scope is called and lets one do, in the words of `reference/collaboration.md`. */
export function basicWords(key: BasicScope['key']): { label: string; says: string } {
  // scope-words.test.ts: each of them has both
  const say = (what: 'label' | 'says') => words(`permissions.basicScopes.${key}.${what}` as WordsKey)
  return { label: say('label'), says: say('says') }
}
