import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { Avatar } from '../ui/avatar'
import { Time } from '../ui/time'
import { access, visibility } from './app-access'
import type { AppRow } from './app-row'
import { appHref, copyableId, type Means, tools } from './app-tools'

/** What a row of the list shows. */
export function appColumns(means: Means): Column<AppRow>[] {
  return [
    {
      id: 'name',
      header: words('apps.list.name'),
      isTitle: true,
      isSortable: true,
      cell: (row) => title(row, means),
    },
    { id: 'access', header: words('apps.list.access'), cell: access },
    { id: 'visibility', header: words('apps.list.visibility'), cell: visibility },
    {
      id: 'updated',
      header: words('apps.list.lastUpdated'),
      align: 'end',
      isSortable: true,
      cell: (row) => <Time at={row.updatedAt} />,
    },
    { id: 'actions', header: words('apps.list.actions'), isActions: true, cell: (row) => tools(row, means) },
  ]
}

function title(row: AppRow, means: Means) {
  const { id, name, description } = row
  return (
    <span className="app-line">
      <Avatar id={id} name={name} shape="square" />
      <span className="app-line__words">
        <a href={appHref(means.account, row)} data-nav="page" className="app-line__name">
          {name}
        </a>
        {copyableId(row, means)}
        {description ? <span className="app-line__text">{description}</span> : null}
      </span>
    </span>
  )
}
