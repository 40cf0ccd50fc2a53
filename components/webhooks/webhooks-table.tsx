'use client'

import { Webhook } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ListedWebhook } from '@/lib/webhooks/queries'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { countWords } from '../organizations/count-words'
import { EmptyState } from '../ui/empty-state'
import { SheetIcon } from '../ui/icon-sheet'
import { Time } from '../ui/time'
import { hostOf, webhookTitle } from './names'
import { StateTag, stateIcons, webhookState } from './state-tag'

type WebhooksTableProps = { path: string; rows: ListedWebhook[]; add: ReactNode }

/** All of them: there are never more than a page holds. */
export function WebhooksTable({ path, rows, add }: WebhooksTableProps) {
  return (
    <DataTable
      label={words('webhooks.list.label')}
      columns={columnsAt(path)}
      rows={rows}
      rowId={(row) => row.id}
      url={{ path, params: {} }}
      icons={stateIcons}
      empty={
        <EmptyState icon={<Webhook />} title={words('webhooks.list.empty')} action={add}>
          {words('webhooks.list.emptyText')}
        </EmptyState>
      }
    />
  )
}

function columnsAt(path: string): Column<ListedWebhook>[] {
  const all = words('webhooks.list.all')
  return [
    {
      id: 'url',
      header: words('webhooks.list.url'),
      isTitle: true,
      cell: (row) => (
        <span className="webhook-name">
          <a href={`${path}/${row.id}`}>{webhookTitle(row)}</a>
          {row.description ? <span className="webhook-name__host">{hostOf(row.url)}</span> : null}
        </span>
      ),
    },
    {
      id: 'events',
      header: words('webhooks.list.events'),
      cell: ({ events }) =>
        events.length === 0 ? all : words('webhooks.list.chosen', { count: events.length }),
    },
    {
      id: 'state',
      header: words('webhooks.list.state'),
      cell: (row) => <StateTag state={webhookState(row)} icon={<SheetIcon name={webhookState(row)} />} />,
    },
    {
      id: 'last',
      header: words('webhooks.list.last'),
      cell: ({ last }) =>
        last ? (
          <span className="webhook-last">
            <Time at={last.at} /> <StateTag state={last.state} icon={<SheetIcon name={last.state} />} />
          </span>
        ) : (
          <span className="text-muted">{words('webhooks.list.never')}</span>
        ),
    },
    {
      id: 'failed',
      header: words('webhooks.list.failed'),
      align: 'end',
      cell: ({ failed }) => countWords(failed),
    },
  ]
}
