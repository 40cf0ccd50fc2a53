import { X } from 'lucide-react'
import { words } from '@/messages/words'
import { type TableUrl, tableHref } from '../data-table/table-url'
import { Link } from '../ui/link'

export type Chip = { said: string; without: Record<string, string | undefined> }

/** Each active filter as a chip that takes it away. */
export function AuditChips({ url, chips }: { url: TableUrl; chips: Chip[] }) {
  if (chips.length === 0) return null
  return (
    <ul className="filter-chips" aria-label={words('audit.filters.active')}>
      {chips.map(({ said, without }) => (
        <li key={said}>
          <Link
            href={tableHref(url, { ...without, cursor: undefined })}
            scroll={false}
            className="filter-chip"
          >
            <span className="sr-only">{words('audit.filters.remove')}</span>
            {said}
            <X aria-hidden="true" />
          </Link>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <Link
            href={tableHref({ path: url.path, params: {} }, { size: url.params.size })}
            scroll={false}
            className="text-link"
          >
            {words('audit.filters.clearAll')}
          </Link>
        </li>
      ) : null}
    </ul>
  )
}
