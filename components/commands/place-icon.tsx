import { ArrowRightLeft, Building2, type LucideIcon, UserPlus } from 'lucide-react'
import { PlaceIcon as SectionIcon } from '../shell/place-icon'
import type { Place } from './places'

const icons: Partial<Record<Place['icon'], LucideIcon>> = {
  account: ArrowRightLeft,
  invite: UserPlus,
  create: Building2,
}

/** The sign of a place in the command menu. */
export function CommandIcon({ icon }: { icon: Place['icon'] }) {
  const Icon = icons[icon]
  if (Icon) return <Icon aria-hidden="true" />
  return icon === 'account' || icon === 'invite' || icon === 'create' ? null : <SectionIcon place={icon} />
}
