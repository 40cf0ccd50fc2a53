'use client'

import { Send } from 'lucide-react'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { ListedDelivery } from '@/lib/webhooks/queries'
import { DELIVERY_STATES, failureWords } from '@/lib/webhooks/states'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import type { TableUrl } from '../data-table/table-url'
import { EmptyState } from '../ui/empty-state'
import { SheetIcon } from '../ui/icon-sheet'
import { Time } from '../ui/time'
import { deliveryState, StateTag, stateIcons } from './state-tag'

/** With what the event is called: the server knows. */
export type DeliveryRow = ListedDelivery & { said: string }

type DeliveriesTableProps = {
  rows: DeliveryRow[]
  url: TableUrl
  size: number
  previous: string | null
  next: string | null
}

/** What a webhook sent, a page of it. */
export function DeliveriesTable({ rows, url, size, previous, next }: DeliveriesTableProps) {
  return (
    <DataTable
      label={words('webhooks.deliveries.label')}
      columns={columnsAt(url.path)}
      rows={rows}
      rowId={(row) => row.id}
      url={url}
      icons={stateIcons}
      filters={[
        {
          name: 'state',
          label: words('webhooks.deliveries.filter'),
          all: words('webhooks.deliveries.anyState'),
          options: DELIVERY_STATES.map((state) => ({
            value: state,
            label: words(`webhooks.states.${state}`),
          })),
        },
      ]}
      paging={{ previous, next, size, sizes: PAGE_SIZES }}
      empty={
        <EmptyState icon={<Send />} title={words('webhooks.deliveries.empty')}>
          {words('webhooks.deliveries.emptyText')}
        </EmptyState>
      }
    />
  )
}

function columnsAt(path: string): Column<DeliveryRow>[] {
  return [
    {
      id: 'event',
      header: words('webhooks.deliveries.event'),
      isTitle: true,
      cell: ({ id, said, event }) => (
        <span className="webhook-name">
          <a href={`${path}/deliveries/${id}`}>{said}</a>
          <code className="webhook-name__host">{event}</code>
        </span>
      ),
    },
    { id: 'when', header: words('webhooks.deliveries.when'), cell: ({ at }) => <Time at={at} /> },
    {
      id: 'state',
      header: words('webhooks.deliveries.state'),
      cell: (row) => <StateTag state={deliveryState(row)} icon={<SheetIcon name={deliveryState(row)} />} />,
    },
    {
      id: 'attempts',
      header: words('webhooks.deliveries.attempts'),
      align: 'end',
      cell: ({ attempts }) => String(attempts),
    },
    {
      id: 'took',
      header: words('webhooks.deliveries.took'),
      align: 'end',
      cell: ({ milliseconds }) =>
        milliseconds === null ? (
          ''
        ) : (
          <span className="webhook-took">
            {words('webhooks.deliveries.milliseconds', { ms: milliseconds })}
          </span>
        ),
    },
    {
      id: 'answer',
      header: words('webhooks.deliveries.answer'),
      cell: (row) => <span className="webhook-answer">{answerWords(row)}</span>,
    },
    {
      id: 'next',
      header: words('webhooks.deliveries.next'),
      cell: ({ nextAt, failure }) => (nextAt && failure ? <Time at={nextAt} /> : ''),
    },
  ]
}

/** Why it failed, or the status, with the beginning of what was answered. */
function answerWords({ failure, status, answer }: DeliveryRow): string {
  const said = failure ? failureWords(failure, status) : status === null ? '' : String(status)
  return answer && (failure === null || failure === 'status') ? `${said}: ${answer}` : said
}
