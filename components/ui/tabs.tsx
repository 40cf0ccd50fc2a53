import { Link } from './link'

export type TabLink = { label: string; href: string; count?: number | string; isCurrent: boolean }

/** Tabs that are pages of their own, each with its count. */
export function Tabs({ label, tabs }: { label: string; tabs: TabLink[] }) {
  return (
    <nav aria-label={label} className="tab-links">
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link href={tab.href} aria-current={tab.isCurrent ? 'page' : undefined} className="tab-link">
              {tab.label}
              {tab.count === undefined ? null : <span className="count">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
