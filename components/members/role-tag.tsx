import type { ReactNode } from 'react'
import { ROLES, type Role } from '@/lib/permissions/roles'
import { Blocks, Eye, type Icon, Server, ShieldCheck, UsersRound, WalletCards } from '../ui/icons'
import { Tag } from '../ui/tag'

export const roleIcons: Record<Role, Icon> = {
  admin: ShieldCheck,
  organization_contributor: Blocks,
  team_contributor: UsersRound,
  organization_user: Eye,
  financial_manager: WalletCards,
  infrastructure_manager: Server,
}

/** The sign of a role, the same wherever it appears. */
export function RoleIcon({ role }: { role: Role }) {
  const Icon = roleIcons[role]
  return <Icon aria-hidden="true" />
}

/** A role as it looks everywhere: sign and words, never colour alone. Lists hand in the sign of their icon sheet. */
export function RoleTag({ role, icon = <RoleIcon role={role} /> }: { role: Role; icon?: ReactNode }) {
  const { label, description } = roleInfo(role)
  return (
    <Tag icon={icon} tone={role === 'admin' ? 'accent' : 'default'} title={description}>
      {label}
    </Tag>
  )
}

/** The words of a role. */
export function roleInfo(role: Role) {
  const info = ROLES.find(({ key }) => key === role)
  if (!info) throw new Error(`no words for the role ${role}`)
  return info
}
