'use client'

import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { staticHtml } from '../data-table/static-html'
import { Avatar } from '../ui/avatar'
import { IconSheet } from '../ui/icon-sheet'
import { Time } from '../ui/time'
import { access, visibility } from './app-access'
import { appIcons } from './app-icons'
import type { AppRow } from './app-row'
import { appHref, copyableId, type Means, tools } from './app-tools'

type GridProps = { label: string; rows: AppRow[]; means: Means; isStatic: boolean }

/** Apps as cards. The server writes them as one text, which the browser replaces by its own once the page is alive (as rows of a table). */
export function AppsGrid({ label, rows, means, isStatic }: GridProps) {
  return (
    <div className="app-grid-frame">
      <IconSheet icons={appIcons} />
      {isStatic ? (
        <ul
          key="static"
          className="app-grid"
          aria-label={label}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by staticHtml; in the browser React leaves what stands there
          dangerouslySetInnerHTML={{
            __html: typeof window === 'undefined' ? staticHtml(cards(rows, means)) : '',
          }}
          suppressHydrationWarning
        />
      ) : (
        <ul key="live" className="app-grid" aria-label={label}>
          {cards(rows, means)}
        </ul>
      )}
    </div>
  )
}

const cards = (rows: AppRow[], means: Means): ReactNode => rows.map((row) => card(row, means))

function card(row: AppRow, means: Means) {
  const { id, name, description, updatedAt, isPinned } = row
  return (
    <li key={id} className={isPinned ? 'app-card is-pinned' : 'app-card'}>
      <div className="app-card__head">
        <Avatar id={id} name={name} shape="square" size="lg" />
        <div className="app-card__title">
          <h2>
            <a href={appHref(means.account, row)} data-nav="page" className="app-card__name">
              {name}
            </a>
          </h2>
          {copyableId(row, means)}
        </div>
        {tools(row, means)}
      </div>
      {description ? (
        <p className="app-card__text">{description}</p>
      ) : (
        <p className="app-card__text app-card__text--none">{words('apps.list.noDescription')}</p>
      )}
      {access(row)}
      <div className="app-card__foot">
        {visibility(row)}
        <span>
          {words('apps.list.updated')} <Time at={updatedAt} />
        </span>
      </div>
    </li>
  )
}
