import type { MouseEvent } from 'react'
import { words } from '@/messages/words'
import { buttonClass } from '../ui/button'
import { cx } from '../ui/class-names'
import { Dots, SheetIcon } from '../ui/icon-sheet'
import type { AppRow } from './app-row'

export type Mark = 'pin' | 'star'
export type Means = {
  account: string
  mark: (kind: Mark, row: AppRow, event: MouseEvent<HTMLAnchorElement>) => void
  copy: (row: AppRow) => void
  open: (row: AppRow, event: MouseEvent<HTMLAnchorElement>) => void
  warm: () => void
}

const ICON = buttonClass({ variant: 'ghost', size: 'sm', isIconOnly: true })

// Called and not rendered. Links lead to the page that does the same without JavaScript.

export const appHref = (account: string, { handle }: Pick<AppRow, 'handle'>) => `/${account}/apps/${handle}`
const manageHref = (account: string, { handle }: AppRow) => `/${account}/apps/manage?app=${handle}`

export function tools(row: AppRow, means: Means) {
  const { account, open, warm } = means
  return (
    <span className="app-tools">
      {marking('star', row.isStarred, row, means)}
      {marking('pin', row.isPinned, row, means)}
      <a
        href={manageHref(account, row)}
        className={ICON}
        aria-haspopup="menu"
        aria-label={words('apps.menu.actionsFor', { app: row.name })}
        onPointerEnter={warm}
        onFocus={warm}
        onClick={(event) => open(row, event)}
      >
        <Dots />
      </a>
    </span>
  )
}

function marking(kind: Mark, isOn: boolean, row: AppRow, { account, mark }: Means) {
  const label = words(`apps.menu.${isOn ? (kind === 'pin' ? 'unpin' : 'unstar') : kind}`)
  return (
    <a
      href={manageHref(account, row)}
      className={cx(ICON, 'app-mark', isOn && 'is-on')}
      title={label}
      aria-label={`${label}: ${row.name}`}
      onClick={(event) => mark(kind, row, event)}
    >
      <SheetIcon name={isOn ? (kind === 'pin' ? 'pinned' : 'starred') : kind} />
    </a>
  )
}

export function copyableId(row: AppRow, { copy }: Means) {
  return (
    <span className="app-id">
      <code>{row.handle}</code>
      <button
        type="button"
        className={cx(ICON, 'app-id__copy')}
        title={words('apps.menu.copyId')}
        aria-label={words('apps.menu.copyIdOf', { app: row.name })}
        onClick={() => copy(row)}
      >
        <SheetIcon name="copy" />
      </button>
    </span>
  )
}
