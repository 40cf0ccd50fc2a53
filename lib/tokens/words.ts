import { type Messages, words } from '@/messages/words'
import { READ_SCOPES } from './schemas'

const NAMED = 2

/** What a token may do, in a line: everything, looking, or the first scopes by name. */
export function scopesInWords(scopes: readonly string[]): string {
  if (scopes.includes('All')) return words('tokens.scopes.all')
  const looks = scopes.every((scope) => READ_SCOPES.some((one) => one === scope))
  if (looks && scopes.length > NAMED) return words('tokens.scopes.looks', { count: scopes.length })
  const named = scopes.slice(0, NAMED).join(', ')
  const count = scopes.length - NAMED
  return count > 0 ? words('tokens.scopes.more', { named, count }) : named || words('tokens.scopes.none')
}

export type TokenKind = keyof Messages['tokens']['kinds']
export const kindLabel = (kind: TokenKind): string => words(`tokens.kinds.${kind}`)
