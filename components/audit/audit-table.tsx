'use client'

import { Ban, Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import type { TablePaging } from '../data-table/paging'
import type { TableUrl } from '../data-table/table-url'
import { Avatar } from '../ui/avatar'
import { SheetIcon } from '../ui/icon-sheet'
import { Link } from '../ui/link'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import type { AuditListRow } from './audit-row'

type AuditTableProps = { rows: AuditListRow[]; url: TableUrl; paging: TablePaging; empty: ReactNode }

/** The entries of one page. */
export function AuditTable({ rows, url, paging, empty }: AuditTableProps) {
  return (
    <DataTable
      label={words('audit.label')}
      columns={columns()}
      rows={rows}
      rowId={(row) => row.id}
      url={url}
      icons={icons}
      paging={paging}
      empty={empty}
    />
  )
}

const icons = { done: Check, refused: Ban }

function columns(): Column<AuditListRow>[] {
  const [done, refused] = [words('audit.done'), words('audit.refused')]
  return [
    {
      id: 'what',
      header: words('audit.columns.what'),
      isTitle: true,
      cell: ({ who, sentence, href }) => (
        <Link href={href} className="audit-what">
          <Avatar id={who.id} name={who.name} size="sm" />
          <span className="min-w-0 wrap-anywhere">
            <span className="font-medium">{who.name}</span> {sentence}
          </span>
        </Link>
      ),
    },
    { id: 'when', header: words('audit.columns.when'), cell: ({ at }) => <Time at={at} /> },
    {
      id: 'from',
      header: words('audit.columns.from'),
      cell: ({ address, device }) => (
        <span className="audit-from">
          {address ?? words('audit.unknownPlace')}
          {device ? <span className="text-muted"> {device}</span> : null}
        </span>
      ),
    },
    {
      id: 'outcome',
      header: words('audit.columns.outcome'),
      cell: ({ isRefused }) => (
        <Tag
          size="sm"
          tone={isRefused ? 'warning' : 'default'}
          icon={<SheetIcon name={isRefused ? 'refused' : 'done'} />}
        >
          {isRefused ? refused : done}
        </Tag>
      ),
    },
  ]
}
