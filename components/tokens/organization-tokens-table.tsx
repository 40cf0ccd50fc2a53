'use client'

import { KeySquare } from 'lucide-react'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { OrganizationTokensList } from '@/lib/tokens/organization'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { countWords } from '../organizations/count-words'
import { EmptyState } from '../ui/empty-state'
import { Time } from '../ui/time'
import { BarredTag, EndsCell, KindTag, ScopesCell, tokenIcons, UsedCell } from './token-cells'

type Moments = 'createdAt' | 'secretAt' | 'lastUsedAt' | 'expiresAt'
type Listed = OrganizationTokensList['rows'][number]
type Row = Omit<Listed, Moments> & { createdAt: Date | string } & {
  [moment in Exclude<Moments, 'createdAt'>]: Date | string | null
}
type Props = { rows: Row[]; list: Omit<OrganizationTokensList, 'rows'> }

/** The tokens that reach an organization: whose, what they may do, how old they are and when they were last used. */
export function OrganizationTokensTable({ rows, list }: Props) {
  const { handle, organization, search, previous, next, total } = list
  const { size, ...params } = search
  return (
    <DataTable
      label={words('tokens.organization.list')}
      columns={columns(handle)}
      rows={rows}
      icons={tokenIcons}
      rowId={(row) => row.id}
      url={{ path: `/${handle}/security/tokens`, params: { ...params, size: String(size) } }}
      search={{ label: words('tokens.organization.search') }}
      filters={[
        {
          name: 'only',
          label: words('tokens.organization.only'),
          all: words('tokens.organization.onlyAll'),
          options: [{ value: 'waiting', label: words('tokens.organization.waiting') }],
        },
      ]}
      paging={{
        previous,
        next,
        size,
        sizes: PAGE_SIZES,
        total: `${countWords(total)} ${words('tokens.organization.tokens', { count: total.count })}`,
      }}
      empty={
        <EmptyState icon={<KeySquare />} title={words('tokens.organization.empty', { organization })}>
          {words('tokens.organization.emptyText')}
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
      cell: ({ id, name, kind, barred }) => (
        <span className="token-name">
          <a href={`/${handle}/security/tokens/${id}`} className="token-name__link">
            {name}
          </a>
          {kind === 'personal' ? null : <KindTag kind={kind} />}
          {barred ? <BarredTag why={barred}>{words(`tokens.list.${barred}`)}</BarredTag> : null}
        </span>
      ),
    },
    {
      id: 'owner',
      header: words('tokens.organization.owner'),
      cell: ({ owner }) => (
        <span>
          {owner.name}
          <span className="token-note">{owner.username}</span>
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
        app?.name ?? words(account ? 'tokens.organization.bound' : 'tokens.organization.everywhere'),
    },
    {
      id: 'used',
      header: words('tokens.list.lastUsed'),
      cell: ({ lastUsedAt }) => <UsedCell at={lastUsedAt} />,
    },
    {
      id: 'age',
      header: words('tokens.organization.age'),
      cell: ({ secretAt, createdAt }) => <Time at={secretAt ?? createdAt} />,
    },
    {
      id: 'ends',
      header: words('tokens.list.ends'),
      align: 'end',
      cell: ({ expiresAt }) => <EndsCell at={expiresAt} />,
    },
  ]
}
