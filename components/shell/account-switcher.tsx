'use client'

import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { ChevronsUpDown } from '../ui/icons'
import { Popover } from '../ui/popover'
import { AccountList, type AccountRow } from './account-list'

/** Says which account one acts in, and leads to the others. Works without JavaScript. */
export function AccountSwitcher({
  accounts,
  addAccount,
}: {
  accounts: AccountRow[]
  addAccount?: ReactNode
}) {
  const current = accounts.find((account) => account.isCurrent)
  return (
    <>
      <button type="button" className="switcher" popoverTarget="accounts">
        {current ? (
          <>
            <Avatar
              id={current.id}
              name={current.name}
              picture={current.picture}
              size="sm"
              shape={current.shape}
            />
            <span className="switcher__name">{current.name}</span>
            <span className="switcher__role">{current.said}</span>
          </>
        ) : (
          <span className="switcher__name">{words('shell.accountSwitcher.chooseAnAccount')}</span>
        )}
        <span className="sr-only">{words('shell.accountSwitcher.switchAccount')}</span>
        <ChevronsUpDown aria-hidden="true" />
      </button>
      <Popover id="accounts" className="pop--start">
        <AccountList accounts={accounts} addAccount={addAccount} />
      </Popover>
    </>
  )
}
