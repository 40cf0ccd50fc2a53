'use client'

import { type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { APP_PAGE_SIZES, type AppsSearch, usualDir } from '@/lib/apps/schemas'
import { words } from '@/messages/words'
import { DataTable } from '../data-table/data-table'
import { FilterBar } from '../data-table/filter-bar'
import { activeFilters, FilterChips } from '../data-table/filter-chips'
import { Paging } from '../data-table/paging'
import { type TableUrl, tableHref } from '../data-table/table-url'
import { useNavigate } from '../data-table/use-navigate'
import { buttonClass } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ArrowDownAZ, ArrowDownWideNarrow, ArrowUpNarrowWide, ArrowUpZA, LayoutGrid, List } from '../ui/icons'
import { Link } from '../ui/link'
import { appColumns } from './app-columns'
import { appIcons } from './app-icons'
import { AppOverlays, useAppOverlays } from './app-overlays'
import { unpackRows } from './app-row'
import { AppsGrid } from './apps-grid'

type BrowserProps = {
  /** Names the list for readers. */
  label: string
  /** Its own address, and the account that the apps are of. */
  path: string
  account: string
  /** From `packRows`. */
  packedRows: string
  search: AppsSearch
  previous: string | null
  next: string | null
  /** How many there are, in words. */
  total: string | undefined
  empty: ReactNode
}

/** Apps as cards or as lines, searched, sorted and paged by the address. One menu and one dialog serve them all. */
export function AppsBrowser(props: BrowserProps) {
  const { label, path, account, packedRows, search, previous, next, total } = props
  const rows = useMemo(() => unpackRows(packedRows), [packedRows])
  const overlays = useAppOverlays(account)
  const { isPending, go } = useNavigate()
  const isHydrated = useSyncExternalStore(subscribeToNothing, isInBrowser, isOnServer)
  const url: TableUrl = { path, params: paramsOf(search) }
  const searching = { label: words('apps.list.search') }
  if (rows.length === 0 && !search.q && !search.cursor)
    return <div className="table-frame">{props.empty}</div>
  return (
    <section className="table-view" aria-label={label} aria-busy={isPending || undefined}>
      <FilterBar
        {...{ url, go }}
        search={searching}
        filters={[sorting()]}
        tools={<Tools url={url} search={search} />}
      />
      <FilterChips url={url} active={activeFilters(url, searching, [])} />
      <p role="status" className="sr-only">
        {isPending ? words('table.dataTable.loading') : words('apps.list.shown', { count: rows.length })}
      </p>
      {rows.length === 0 ? <NoMatch url={url} /> : null}
      {rows.length > 0 && search.view === 'grid' ? (
        <AppsGrid label={label} rows={rows} means={overlays.means} isStatic={!isHydrated} />
      ) : null}
      {rows.length > 0 && search.view === 'list' ? (
        <DataTable
          label={label}
          columns={appColumns(overlays.means)}
          rows={rows}
          icons={appIcons}
          rowId={(row) => row.id}
          url={url}
          sort={{ id: search.sort, dir: search.dir }}
          empty={null}
        />
      ) : null}
      {rows.length > 0 || search.cursor ? (
        <Paging
          {...{ url, go }}
          paging={{ previous, next, size: search.size, sizes: APP_PAGE_SIZES, total }}
        />
      ) : null}
      <AppOverlays overlays={overlays} />
    </section>
  )
}

/** What reproduces the view. The usual direction is not said, so that another order begins with its own. */
function paramsOf({ q, sort, dir, view, size }: AppsSearch): Record<string, string | undefined> {
  return {
    q: q || undefined,
    sort: sort === 'updated' ? undefined : sort,
    dir: dir === usualDir(sort) ? undefined : dir,
    view: view === 'grid' ? undefined : view,
    size: size === APP_PAGE_SIZES[0] ? undefined : String(size),
  }
}

const sorting = () => ({
  name: 'sort',
  label: words('apps.list.sort'),
  all: words('apps.list.lastUpdated'),
  options: [{ value: 'name', label: words('apps.list.name') }],
})

/** The other direction, and the other view. */
function Tools({ url, search: { sort, dir, view } }: { url: TableUrl; search: AppsSearch }) {
  const other = dir === 'asc' ? 'desc' : 'asc'
  const Arrow = {
    name: { asc: ArrowDownAZ, desc: ArrowUpZA },
    updated: { asc: ArrowUpNarrowWide, desc: ArrowDownWideNarrow },
  }[sort][dir]
  const icon = buttonClass({ isIconOnly: true })
  const turn = words(`apps.list.turn.${sort}.${other}`)
  return (
    <span className="app-list-tools">
      <Link
        href={tableHref(url, { dir: other === usualDir(sort) ? undefined : other })}
        scroll={false}
        className={icon}
        title={turn}
        aria-label={turn}
      >
        <Arrow aria-hidden="true" />
      </Link>
      <span className="view-switch">
        {(['grid', 'list'] as const).map((one) => {
          const Icon = one === 'grid' ? LayoutGrid : List
          return (
            <Link
              key={one}
              href={tableHref(url, { view: one === 'grid' ? undefined : one })}
              scroll={false}
              title={words(`apps.list.view.${one}`)}
              aria-label={words(`apps.list.view.${one}`)}
              aria-current={view === one ? 'true' : undefined}
            >
              <Icon aria-hidden="true" />
            </Link>
          )
        })}
      </span>
    </span>
  )
}

function NoMatch({ url }: { url: TableUrl }) {
  return (
    <div className="table-frame">
      <EmptyState
        title={words('apps.list.noMatch')}
        action={
          <Link className={buttonClass({})} href={tableHref(url, { q: undefined, cursor: undefined })}>
            {words('apps.list.clear')}
          </Link>
        }
      >
        {words('apps.list.noMatchHint')}
      </EmptyState>
    </div>
  )
}

const subscribeToNothing = () => () => {}
const isInBrowser = () => true
const isOnServer = () => false
