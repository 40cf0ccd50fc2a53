'use client'

import { KeySquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { TokensList } from '@/lib/tokens/queries'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { EmptyState } from '../ui/empty-state'
import { BarredTag, EndsCell, KindTag, OverTag, ScopesCell, tokenIcons, UsedCell } from './token-cells'

type Moments = 'createdAt' | 'secretAt' | 'lastUsedAt' | 'expiresAt'
type Listed = TokensList['rows'][number]
type Row = Omit<Listed, Moments> & { [moment in Moments]: Date | string | null } & { isExpired: boolean }
type TokensTableProps = { rows: Row[]; list: Omit<TokensList, 'rows'>; create: ReactNode }

/** One's own tokens: what each may do, where, and when it was last used. */
export function TokensTable({ rows, list, create }: TokensTableProps) {
  const { handle, search, previous, next } = list
  const { size, ...params } = search
  return (
    <DataTable
      label={words('tokens.list.label')}
      columns={columns(handle)}
      rows={rows}
      icons={tokenIcons}
      rowId={(row) => row.id}
      url={{ path: `/${handle}/security/tokens`, params: { ...params, size: String(size) } }}
      search={{ label: words('tokens.list.search') }}
      paging={{
        previous,
        next,
        size,
        sizes: PAGE_SIZES,
        total: words('tokens.list.count', { count: rows.length }),
      }}
      empty={
        <EmptyState icon={<KeySquare />} title={words('tokens.list.empty')} action={create}>
          {words('tokens.list.emptyText')}
        </EmptyState>
      }
    />
  )
}

function columns(handle: string): Column<Row>[] {
  return [
    {
      id: 'name',
      header: words('tokens.list.name'),
      isTitle: true,
      cell: (row) => (
        <span className="token-name">
          <a href={`/${handle}/security/tokens/${row.id}`} className="token-name__link">
            {row.name}
          </a>
          {row.kind === 'personal' ? null : <KindTag kind={row.kind} />}
          <State row={row} />
          <span className="token-note">
            {row.lastFour
              ? words('tokens.list.lastFour', { lastFour: row.lastFour })
              : words('tokens.list.noSecret')}
          </span>
        </span>
      ),
    },
    {
      id: 'scopes',
      header: words('tokens.list.scopes'),
      cell: ({ scopes }) => <ScopesCell scopes={scopes} />,
    },
    {
      id: 'reach',
      header: words('tokens.list.reach'),
      cell: ({ account, app }) =>
        account ? (
          <span>
            {app ? app.name : account.name}
            {app ? <span className="token-note">{account.name}</span> : null}
          </span>
        ) : (
          words('tokens.list.everywhere')
        ),
    },
    {
      id: 'used',
      header: words('tokens.list.lastUsed'),
      cell: ({ lastUsedAt, lastUsedFrom }) => (
        <span>
          <UsedCell at={lastUsedAt} />
          {lastUsedFrom ? (
            <span className="token-note">{words('tokens.list.from', { address: lastUsedFrom })}</span>
          ) : null}
        </span>
      ),
    },
    {
      id: 'ends',
      header: words('tokens.list.ends'),
      align: 'end',
      cell: ({ expiresAt }) => <EndsCell at={expiresAt} />,
    },
  ]
}

function State({ row: { isExpired, isPlaceGone, bars } }: { row: Row }) {
  const [bar, ...others] = bars
  if (isExpired) return <OverTag>{words('tokens.list.expired')}</OverTag>
  if (isPlaceGone) return <OverTag>{words('tokens.list.gone')}</OverTag>
  if (!bar) return null
  const why = words(`tokens.list.${bar.why}`)
  return (
    <BarredTag why={bar.why}>
      {others.length > 0
        ? words('tokens.list.barredMany', { why, count: bars.length })
        : words('tokens.list.barredAt', { why, organization: bar.name })}
    </BarredTag>
  )
}
