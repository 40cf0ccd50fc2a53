import { ROLES, type Role } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import type { AccountRow } from './account-list'
import type { AccountLink } from './contract'

/** The accounts as the switcher shows them: one's own first, then organizations by name, each with the role in words. */
export function accountRows(
  accounts: AccountLink[],
  current: AccountLink | null,
  ownPicture: string | null,
): AccountRow[] {
  return [...accounts]
    .sort((a, b) => Number(b.kind === 'user') - Number(a.kind === 'user') || a.name.localeCompare(b.name))
    .map(({ id, handle, name, kind, role }) => ({
      id,
      handle,
      name,
      said: kind === 'user' ? words('shell.accountRows.personalAccount') : roleLabel(role),
      shape: kind === 'user' ? 'round' : 'square',
      isCurrent: id === current?.id,
      ...(kind === 'user' && ownPicture ? { picture: ownPicture } : {}),
    }))
}

function roleLabel(role: Role | null): string {
  return ROLES.find((one) => one.key === role)?.label ?? ''
}
