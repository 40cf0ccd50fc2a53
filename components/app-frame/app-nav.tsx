'use client'

import { ArrowLeft, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { words } from '@/messages/words'
import type { PlaceLink } from '../shell/contract'
import { PlaceIcon } from '../shell/place-icon'
import { currentSection } from '../shell/section-nav'
import { Avatar } from '../ui/avatar'
import { Link } from '../ui/link'
import { setAppNav } from './nav-action'

type AppNavProps = {
  app: { id: string; name: string }
  sections: PlaceLink[]
  /** The list that the app stands in, for who may open it. */
  listHref: string | null
  isFolded: boolean
}

/** The sidebar of an app: folds to its signs on wide screens, a bar on small ones. Folding works without JavaScript too. */
export function AppNav({ app, sections, listHref, isFolded: atFirst }: AppNavProps) {
  const [isFolded, setFolded] = useState(atFirst)
  const current = currentSection(usePathname(), sections)
  const name = (label: string) => (isFolded ? { 'aria-label': label, title: label } : {})
  return (
    <nav aria-label={app.name} className="app-nav" data-folded={isFolded || undefined}>
      {listHref ? (
        <Link href={listHref} className="app-nav__back" {...name(words('appFrame.allApps'))}>
          <ArrowLeft aria-hidden="true" />
          <span>{words('appFrame.allApps')}</span>
        </Link>
      ) : null}
      <p className="app-nav__app" title={app.name}>
        <Avatar id={app.id} name={app.name} size="sm" shape="square" />
        <span>{app.name}</span>
      </p>
      <ul>
        {sections.map((section) => (
          <li key={section.key}>
            <Link
              href={section.href}
              data-place={section.key}
              className="section-link"
              aria-current={section.key === current ? 'page' : undefined}
              {...name(section.label)}
            >
              <PlaceIcon place={section.key} />
              <span>{section.label}</span>
            </Link>
          </li>
        ))}
      </ul>
      <form action={setAppNav} onSubmit={() => setFolded(!isFolded)} className="app-nav__fold">
        <button
          type="submit"
          name="nav"
          value={isFolded ? 'open' : 'folded'}
          className="section-link"
          {...name(words('appFrame.open'))}
        >
          {isFolded ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
          <span>{words('appFrame.fold')}</span>
        </button>
      </form>
    </nav>
  )
}
