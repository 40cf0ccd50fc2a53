import { BadgeAlert, Ban, Clock, Hourglass, KeyRound, type LucideIcon, Share2, UserRound } from 'lucide-react'
import type { BarredBy } from '@/lib/tokens/rows'
import { kindLabel, scopesInWords, type TokenKind } from '@/lib/tokens/words'
import { words } from '@/messages/words'
import { SheetIcon } from '../ui/icon-sheet'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'

/** What rows of tokens show the same in every list. Moments may have travelled as text. */
export type TokenCells = {
  kind: TokenKind
  name: string
  scopes: readonly string[]
  lastUsedAt: Date | string | null
  expiresAt: Date | string | null
}

export const tokenIcons: Record<string, LucideIcon> = {
  personal: UserRound,
  app: KeyRound,
  collaborator: Share2,
  age: Hourglass,
  waiting: Clock,
  refused: Ban,
  over: BadgeAlert,
}

export function KindTag({ kind }: { kind: TokenKind }) {
  return (
    <Tag size="sm" icon={<SheetIcon name={kind} />}>
      {kindLabel(kind)}
    </Tag>
  )
}

export function BarredTag({ why, children }: { why: BarredBy; children: string }) {
  return (
    <Tag size="sm" tone={why === 'waiting' ? 'warning' : 'danger'} icon={<SheetIcon name={why} />}>
      {children}
    </Tag>
  )
}

export function OverTag({ children }: { children: string }) {
  return (
    <Tag size="sm" tone="danger" icon={<SheetIcon name="over" />}>
      {children}
    </Tag>
  )
}

export function ScopesCell({ scopes }: { scopes: readonly string[] }) {
  return <span title={scopes.join(', ')}>{scopesInWords(scopes)}</span>
}

export function UsedCell({ at }: { at: Date | string | null }) {
  return at ? <Time at={at} /> : <span className="text-muted">{words('tokens.list.never')}</span>
}

export function EndsCell({ at }: { at: Date | string | null }) {
  return at ? <Time at={at} show="date" /> : <span className="text-muted">{words('tokens.list.never')}</span>
}
