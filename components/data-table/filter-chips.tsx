import { X } from 'lucide-react'
import { words } from '@/messages/words'
import { Link } from '../ui/link'
import type { TableFilter, TableSearch } from './filter-bar'
import { type TableUrl, tableHref } from './table-url'

export type ActiveFilter = { name: string; said: string }

/** What narrows the view at present, in words. */
export function activeFilters(
  url: TableUrl,
  search: TableSearch | undefined,
  filters: TableFilter[],
): ActiveFilter[] {
  const name = search?.name ?? 'q'
  const typed = search ? url.params[name] : undefined
  const chosen = filters.flatMap((filter) => {
    const value = url.params[filter.name]
    const option = filter.options.find((one) => one.value === value)
    return option ? [{ name: filter.name, said: `${filter.label}: ${option.label}` }] : []
  })
  return typed ? [{ name, said: `“${typed}”` }, ...chosen] : chosen
}

/** Each active filter as a chip that takes it away. */
export function FilterChips({ url, active }: { url: TableUrl; active: ActiveFilter[] }) {
  if (active.length === 0) return null
  const nothing = Object.fromEntries(active.map(({ name }) => [name, undefined]))
  return (
    <ul className="filter-chips" aria-label={words('table.filterChips.activeFilters')}>
      {active.map(({ name, said }) => (
        <li key={name}>
          <Link
            href={tableHref(url, { [name]: undefined, cursor: undefined })}
            scroll={false}
            className="filter-chip"
          >
            <span className="sr-only">{words('table.filterChips.removeFilter')}</span>
            {said}
            <X aria-hidden="true" />
          </Link>
        </li>
      ))}
      {active.length > 1 ? (
        <li>
          <Link href={tableHref(url, { ...nothing, cursor: undefined })} scroll={false} className="text-link">
            {words('table.filterChips.clearAll')}
          </Link>
        </li>
      ) : null}
    </ul>
  )
}
