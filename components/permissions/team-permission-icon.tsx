import { BrainCircuit, ListChecks, type LucideIcon, PencilLine, SlidersHorizontal } from 'lucide-react'
import type { TeamPermission } from '@/lib/permissions/roles'

const icons: Record<TeamPermission, LucideIcon> = {
  full_access: SlidersHorizontal,
  model_trainer: BrainCircuit,
  labeler_lead: ListChecks,
  labeler_worker: PencilLine,
}

/** The sign of a team permission, the same wherever it appears. */
export function TeamPermissionIcon({ permission }: { permission: TeamPermission }) {
  const Icon = icons[permission]
  return <Icon aria-hidden="true" />
}
