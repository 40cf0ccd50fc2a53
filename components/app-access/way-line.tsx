import { Crown, KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Way } from '@/lib/permissions/decide'
import { roleLabel, teamPermissionLabel } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { RoleIcon } from '../members/role-tag'
import { PermissionIcon } from '../teams/permission-tag'
import { Link } from '../ui/link'
import { Time } from '../ui/time'

type WayLineProps = {
  way: Way
  account: string
  /** Where this way is ended, for who may: its page, and what is done there. */
  end?: { href: string; label: string } | null
}

/** One way by which somebody reaches an app: what gives it, what it gives, until when, and where it is ended. */
export function WayLine({ way, account, end }: WayLineProps) {
  const { icon, what } = told(way, account)
  const until = 'until' in way ? way.until : null
  return (
    <li className="way">
      {icon}
      <span className="min-w-0 wrap-anywhere">
        {what}
        {until ? (
          <span className="text-muted">
            {' · '}
            {words('appAccess.until')} <Time at={until} show="date" />
          </span>
        ) : null}
        {end ? (
          <>
            <span className="text-muted"> · </span>
            <Link className="text-link" href={end.href}>
              {end.label}
            </Link>
          </>
        ) : null}
      </span>
    </li>
  )
}

function told(way: Way, account: string): { icon: ReactNode; what: ReactNode } {
  switch (way.by) {
    case 'owner':
      return { icon: <Crown aria-hidden="true" />, what: words('appAccess.owner') }
    case 'role':
      return {
        icon: <RoleIcon role={way.role} />,
        what: words('appAccess.byRole', { role: roleLabel(way.role) }),
      }
    case 'team':
      return {
        icon: <PermissionIcon permission={way.gives} />,
        what: (
          <>
            {teamPermissionLabel(way.gives)} <span className="text-muted">{words('appAccess.through')}</span>{' '}
            <Link className="text-link" href={`/${account}/teams/${way.team.handle}`}>
              {way.team.name}
            </Link>
          </>
        ),
      }
    case 'scope':
      return {
        icon: <KeyRound aria-hidden="true" />,
        what: (
          <>
            {words('appAccess.byScope')}{' '}
            <span className="font-mono text-[13px]">{way.scopes.join(', ')}</span>
          </>
        ),
      }
    case 'sight':
      return { icon: null, what: words('appAccess.bySight') }
  }
}
