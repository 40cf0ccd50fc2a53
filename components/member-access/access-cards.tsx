import { UsersRound } from 'lucide-react'
import type { AppInReach, HeldTeam } from '@/lib/member-access/queries'
import { words } from '@/messages/words'
import { WayLine } from '../app-access/way-line'
import { Avatar } from '../ui/avatar'
import { Link } from '../ui/link'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'

/** The teams that somebody is in, each since when and until when. */
export function HeldTeams({ account, teams }: { account: string; teams: HeldTeam[] }) {
  if (teams.length === 0) return <p className="text-muted">{words('memberAccess.teamsNone')}</p>
  return (
    <ul className="grid gap-2">
      {teams.map(({ id, handle, name, isRestricted, since, until }) => (
        <li key={id} className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1">
          <UsersRound aria-hidden="true" className="size-4 flex-none text-muted" />
          <Link className="text-link min-w-0 wrap-anywhere" href={`/${account}/teams/${handle}`}>
            {name}
          </Link>
          {isRestricted ? (
            <Tag size="sm" tone="warning">
              {words('memberAccess.restricted')}
            </Tag>
          ) : null}
          <span className="text-[13px] text-muted">
            {words('memberAccess.since')} <Time at={since} show="date" />
            {until ? (
              <>
                {' '}
                {words('memberAccess.until')} <Time at={until} show="date" />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The apps that somebody reaches, each with every way. */
export function ReachedApps({ account, apps }: { account: string; apps: AppInReach[] }) {
  return (
    <ul className="grid gap-3">
      {apps.map(({ id, handle, name, ways }) => (
        <li key={handle} className="flex items-start gap-2.5">
          <Avatar id={id} name={name} size="sm" shape="square" />
          <div className="min-w-0 flex-1">
            <Link className="font-medium wrap-anywhere hover:underline" href={`/${account}/apps/${handle}`}>
              {name}
            </Link>
            <ul className="reach__ways">
              {ways.map((way) => (
                <WayLine key={way.by === 'team' ? way.team.id : way.by} way={way} account={account} />
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  )
}
