import { roleIcons } from '../members/role-tag'
import { permissionIcons } from '../teams/permission-tag'
import { Building2, Copy, Globe, type Icon, Lock, Pin, Share2, Star, UserRound } from '../ui/icons'

/** What is on is filled, and not coloured alone. */
const Pinned: Icon = (props) => <Pin fill="currentColor" {...props} />
const Starred: Icon = (props) => <Star fill="currentColor" {...props} />

/** The signs that stand on every app of a list. */
export const appIcons: Record<string, Icon> = {
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
