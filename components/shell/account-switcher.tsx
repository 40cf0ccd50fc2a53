import { ChevronsUpDown } from 'lucide-react'
import { ROLES, type Role } from '@/lib/permissions/roles'
import { Avatar } from '../ui/avatar'
import { Popover } from '../ui/popover'
import { AccountList, type AccountRow } from './account-list'
import type { AccountLink } from './contract'

/** Says which account one acts in, and leads to the others. Works without JavaScript. */
export function AccountSwitcher({
  current,
  accounts,
}: {
  current: AccountLink | null
  accounts: AccountLink[]
}) {
  const rows = [...accounts]
    .sort((a, b) => Number(b.kind === 'user') - Number(a.kind === 'user') || a.name.localeCompare(b.name))
    .map((account) => toRow(account, account.id === current?.id))
  return (
    <>
      <button type="button" className="switcher" popoverTarget="accounts">
        {current ? (
          <>
            <Avatar id={current.id} name={current.name} size="sm" shape={shapeOf(current)} />
            <span className="switcher__name">{current.name}</span>
            <span className="switcher__role">{said(current)}</span>
          </>
        ) : (
          <span className="switcher__name">Choose an account</span>
        )}
        <span className="sr-only">, switch account</span>
        <ChevronsUpDown aria-hidden="true" />
      </button>
      <Popover id="accounts" className="pop--start">
        <AccountList accounts={rows} />
      </Popover>
    </>
  )
}

function toRow(account: AccountLink, isCurrent: boolean): AccountRow {
  const { id, handle, name } = account
  return { id, handle, name, said: said(account), shape: shapeOf(account), isCurrent }
}

function said(account: AccountLink): string {
  return account.kind === 'user' ? 'Personal account' : roleLabel(account.role)
}

function roleLabel(role: Role | null): string {
  return ROLES.find((one) => one.key === role)?.label ?? ''
}

function shapeOf(account: AccountLink): 'round' | 'square' {
  return account.kind === 'user' ? 'round' : 'square'
}
