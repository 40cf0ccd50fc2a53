import type { ReactNode } from 'react'
import { TEAM_PERMISSIONS, type TeamPermission } from '@/lib/permissions/roles'
import { Brain, Crown, type Icon, KeyRound, PencilLine } from '../ui/icons'
import { Tag } from '../ui/tag'

export const permissionIcons: Record<TeamPermission, Icon> = {
  full_access: KeyRound,
  model_trainer: Brain,
  labeler_lead: Crown,
  labeler_worker: PencilLine,
}

/** The sign of a team permission, the same wherever it appears. */
export function PermissionIcon({ permission }: { permission: TeamPermission }) {
  const Icon = permissionIcons[permission]
  return <Icon aria-hidden="true" />
}

/** A team permission as it looks everywhere: sign and words, never colour alone. Lists hand in the sign of their icon sheet. */
export function PermissionTag({
  permission,
  icon = <PermissionIcon permission={permission} />,
}: {
  permission: TeamPermission
  icon?: ReactNode
}) {
  const { label, description } = permissionInfo(permission)
  return (
    <Tag icon={icon} title={description}>
      {label}
    </Tag>
  )
}

/** The words of a team permission. */
export function permissionInfo(permission: TeamPermission) {
  const info = TEAM_PERMISSIONS.find(({ key }) => key === permission)
  if (!info) throw new Error(`no words for the team permission ${permission}`)
  return info
}
