import { Blocks, Eye, type LucideIcon, Server, ShieldCheck, UsersRound, WalletCards } from 'lucide-react'
import { ROLES, type Role } from '@/lib/permissions/roles'
import { Tag } from '../ui/tag'

const icons: Record<Role, LucideIcon> = {
  admin: ShieldCheck,
  organization_contributor: Blocks,
  team_contributor: UsersRound,
  organization_user: Eye,
  financial_manager: WalletCards,
  infrastructure_manager: Server,
}

/** The sign of a role, the same wherever it appears. */
export function RoleIcon({ role }: { role: Role }) {
  const Icon = icons[role]
  return <Icon aria-hidden="true" />
}

/** A role as it looks everywhere: sign and words, never colour alone. */
export function RoleTag({ role }: { role: Role }) {
  const { label, description } = roleInfo(role)
  return (
    <Tag icon={<RoleIcon role={role} />} tone={role === 'admin' ? 'accent' : 'default'} title={description}>
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
