import { Building2, Copy, Globe, Lock, type LucideIcon, Pin, Share2, Star, UserRound } from 'lucide-react'
import { forwardRef } from 'react'
import { roleIcons } from '../members/role-tag'
import { permissionIcons } from '../teams/permission-tag'

/** What is on is filled, and not coloured alone. */
const Pinned: LucideIcon = forwardRef((props, ref) => <Pin ref={ref} fill="currentColor" {...props} />)
const Starred: LucideIcon = forwardRef((props, ref) => <Star ref={ref} fill="currentColor" {...props} />)

/** The signs that stand on every app of a list. */
export const appIcons: Record<string, LucideIcon> = {
  ...roleIcons,
  ...permissionIcons,
  owner: UserRound,
  scope: Share2,
  private: Lock,
  organization: Building2,
  public: Globe,
  pin: Pin,
  pinned: Pinned,
  star: Star,
  starred: Starred,
  copy: Copy,
}
