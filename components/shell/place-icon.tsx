import {
  AppWindow,
  Bell,
  CircleUserRound,
  Handshake,
  type Icon,
  LayoutDashboard,
  Mail,
  Network,
  ScrollText,
  Settings,
  ShieldCheck,
  Star,
  UsersRound,
  Webhook,
} from '../ui/icons'
import type { PlaceLink } from './contract'

const icons: Record<PlaceLink['key'], Icon> = {
  apps: AppWindow,
  collaborations: Handshake,
  starred: Star,
  overview: LayoutDashboard,
  members: UsersRound,
  teams: Network,
  notifications: Bell,
  security: ShieldCheck,
  audit: ScrollText,
  webhooks: Webhook,
  settings: Settings,
  account: CircleUserRound,
  mail: Mail,
}

/** The sign of a place. Drawn by whoever shows it: a drawing that came from the server would travel as markup and as data. */
export function PlaceIcon({ place }: { place: PlaceLink['key'] }) {
  const Icon = icons[place]
  return <Icon aria-hidden="true" />
}
