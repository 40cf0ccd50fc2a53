'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type MouseEvent, useSyncExternalStore } from 'react'
import { words } from '@/messages/words'
import { Search } from '../ui/icons'
import { usePanel } from '../ui/use-panel'
import type { PlaceSources } from './places'
import type { Asked } from './shortcuts'
import { useShortcuts } from './use-shortcuts'

export type CommandMenuProps = PlaceSources & {
  /** The handle of the acting account, and whether it has members to be found. */
  account: string
  hasPeople: boolean
}

/** Leads to the search page, and opens it in place where it can. Listens for the portal's keys. */
export function CommandMenu(props: CommandMenuProps) {
  const { account, sections, menu, actions } = props
  const href = `/${account}/search`
  const router = useRouter()
  const commands = usePanel(loadCommands, () => location.assign(href))
  const help = usePanel(loadHelp)
  const go = (to: string | undefined) => {
    if (to) router.push(to as Route) // an address of the frame
    return to !== undefined
  }
  const obey = (asked: Asked): boolean => {
    if (asked.does === 'go') return go([...sections, ...menu].find(({ key }) => key === asked.to)?.href)
    if (asked.does === 'act') return go(actions.find(({ key }) => key === asked.as)?.href)
    if (asked.does === 'search' && focusSearch()) return true
    if (asked.does === 'help') help.open()
    else commands.open()
    return true
  }
  useShortcuts(obey)
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    event.currentTarget.focus() // where the focus returns to; Safari does not focus links that are clicked
    commands.open()
  }
  return (
    <>
      <a
        href={href}
        className="command-button"
        aria-label={words('commands.open')}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={commands.warm}
        onFocus={commands.warm}
        onClick={open}
      >
        <Search aria-hidden="true" />
        <span className="command-button__words">{words('commands.button')}</span>
        <OpeningKey />
      </a>
      {commands.Panel ? (
        <commands.Panel {...props} isOpen={commands.isOpen} onClose={commands.close} onHelp={help.open} />
      ) : null}
      {help.Panel ? <help.Panel {...props} isOpen={help.isOpen} onClose={help.close} /> : null}
    </>
  )
}

/** Known in the browser only; until then the more common one stands there. */
function OpeningKey() {
  const isMac = useSyncExternalStore(
    () => () => {},
    () => /mac|iphone|ipad/i.test(navigator.platform),
    () => false,
  )
  return (
    <span className="command-button__key" aria-hidden="true">
      {isMac ? '⌘K' : 'Ctrl K'}
    </span>
  )
}

/** The search field of the page's own list, where it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
  field?.focus()
  field?.select()
  return field !== null
}

const loadCommands = () => import('./command-panel').then((module) => module.CommandPanel)
const loadHelp = () => import('./shortcut-sheet').then((module) => module.ShortcutSheet)
