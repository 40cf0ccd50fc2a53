'use client'

import { type ReactNode, useState } from 'react'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { Check, Plus } from '../ui/icons'
import { Link } from '../ui/link'

export type AccountRow = {
  id: string
  handle: string
  name: string
  said: string
  shape: 'round' | 'square'
  isCurrent: boolean
  picture?: string
}

const manyAccounts = 7

/** The accounts one may act in; with many of them, a search. */
export function AccountList({ accounts, addAccount }: { accounts: AccountRow[]; addAccount?: ReactNode }) {
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const shown = wanted
    ? accounts.filter((one) => `${one.name} ${one.handle}`.toLowerCase().includes(wanted))
    : accounts
  return (
    <nav aria-label={words('shell.accountList.accounts')}>
      {accounts.length > manyAccounts ? (
        <div className="pop__search">
          <input
            type="search"
            className="input input--full-width"
            placeholder={words('shell.accountList.findAnAccount')}
            aria-label={words('shell.accountList.findAnAccount')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      ) : null}
      <ul className="pop__list">
        {shown.map((account) => (
          <li key={account.id}>
            <Link
              href={`/${account.handle}`}
              className="pop__item"
              aria-current={account.isCurrent ? 'true' : undefined}
            >
              <Avatar id={account.id} name={account.name} picture={account.picture} shape={account.shape} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{account.name}</span>
                <span className="block truncate text-xs text-muted">{account.said}</span>
              </span>
              {account.isCurrent ? <Check aria-hidden="true" className="text-accent" /> : null}
            </Link>
          </li>
        ))}
      </ul>
      {shown.length === 0 ? (
        <p className="px-3 py-3 text-muted">{words('shell.accountList.noAccountMatches', { typed })}</p>
      ) : null}
      <div className="pop__foot">
        {addAccount ?? (
          <Link href="/organizations/new" className="pop__item">
            <Plus aria-hidden="true" />
            {words('shell.accountList.addAnOrganization')}
          </Link>
        )}
      </div>
    </nav>
  )
}
