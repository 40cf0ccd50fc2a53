'use client'

import { usePathname } from 'next/navigation'
import { Link } from '../ui/link'
import type { PlaceLink } from './contract'
import { PlaceIcon } from './place-icon'

/** The sections of an account: a sidebar on wide screens, a bar that scrolls in its own box on small ones. */
export function SectionNav({ label, sections }: { label: string; sections: PlaceLink[] }) {
  const current = currentSection(usePathname(), sections)
  return (
    <nav aria-label={label} className="section-nav">
      <ul>
        {sections.map((section) => (
          <li key={section.key}>
            <Link
              href={section.href}
              className="section-link"
              aria-current={section.key === current ? 'page' : undefined}
            >
              <PlaceIcon place={section.key} />
              {section.label}
              {section.count ? <span className="count ms-auto">{section.count}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The section whose address is the longest beginning of the path. The overview stands for itself alone: pages of no section have none. */
export function currentSection(path: string, sections: { key: string; href: string }[]): string | undefined {
  return sections
    .filter(({ key, href }) => path === href || (key !== 'overview' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]?.key
}
