import { AppWindow, ArrowRightLeft, Building2, type LucideIcon, UserPlus, UsersRound } from 'lucide-react'
import type { ActionLink } from '../shell/contract'
import { PlaceIcon as SectionIcon } from '../shell/place-icon'
import type { Place } from './places'

const icons: Record<ActionLink['key'] | 'switch', LucideIcon> = {
  switch: ArrowRightLeft,
  invite: UserPlus,
  createTeam: UsersRound,
  createApp: AppWindow,
  create: Building2,
}

/** The sign of a place in the command menu. */
export function CommandIcon({ icon }: { icon: Place['icon'] }) {
  if (!isOurs(icon)) return <SectionIcon place={icon} />
  const Icon = icons[icon]
  return <Icon aria-hidden="true" />
}

const isOurs = (icon: Place['icon']): icon is keyof typeof icons => icon in icons
