import { UsersRound } from 'lucide-react'
import type { TeamsOfApp } from '@/lib/app-settings/teams'
import { richWords, words } from '@/messages/words'
import { PermissionTag } from '../teams/permission-tag'
import { RestrictedTag } from '../teams/restricted-tag'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { Time } from '../ui/time'
import { WhyNot } from './why-not'

type TeamsCardProps = {
  at: { account: string; app: string }
  listed: TeamsOfApp
  /** What was done to the list last. */
  said: 'teamsAdded' | 'teamChanged' | 'teamRemoved' | null
  why: string
}

/** The teams with access to an app: what each may do in it, until when, and the ways to change that. */
export function TeamsCard({ at, listed, said, why }: TeamsCardProps) {
  const { rows, next, isFirst, canEdit } = listed
  const settings = `/${at.account}/apps/${at.app}/settings`
  return (
    <section id="teams" className="scroll-mt-16">
      <Card
        title={words('appSettings.teams.title')}
        description={words('appSettings.teams.purpose')}
        action={
          canEdit && (rows.length > 0 || !isFirst) ? (
            <LinkButton href={`${settings}/teams/add`} size="sm">
              {words('appSettings.teams.add')}
            </LinkButton>
          ) : null
        }
      >
        <div className="grid grid-cols-1 gap-3">
          {said ? (
            <Notice tone="success" role="status" title={words(`appSettings.teams.said.${said}`)} />
          ) : null}
          {rows.length > 0 ? (
            <ul className="app-teams">
              {rows.map((team) => (
                <li key={team.id}>
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap items-center gap-2">
                      <Link className="text-link wrap-anywhere" href={`/${at.account}/teams/${team.handle}`}>
                        {team.name}
                      </Link>
                      {team.isRestricted ? <RestrictedTag /> : null}
                    </p>
                    {team.until ? (
                      <p className="text-[13px] text-muted">
                        {richWords('appSettings.teams.until', {
                          until: <Time at={team.until} show="date" />,
                        })}
                      </p>
                    ) : null}
                  </div>
                  <PermissionTag permission={team.permission} />
                  {canEdit ? (
                    <LinkButton
                      href={`${settings}/teams/${team.handle}`}
                      size="sm"
                      variant="ghost"
                      aria-label={words('appSettings.teams.editOf', { team: team.name })}
                    >
                      {words('appSettings.teams.edit')}
                    </LinkButton>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : isFirst ? (
            <EmptyState
              icon={<UsersRound />}
              title={words('appSettings.teams.none')}
              action={
                canEdit ? (
                  <LinkButton href={`${settings}/teams/add`}>{words('appSettings.teams.add')}</LinkButton>
                ) : null
              }
            >
              {words('appSettings.teams.noneHint')}
            </EmptyState>
          ) : null}
          {next || !isFirst ? (
            <nav className="flex gap-3" aria-label={words('appSettings.teams.pages')}>
              {isFirst ? null : (
                <Link className="text-link" href={`${settings}#teams`}>
                  {words('appSettings.teams.first')}
                </Link>
              )}
              {next ? (
                <Link className="text-link" href={`${settings}?teams=${next}#teams`}>
                  {words('appSettings.teams.next')}
                </Link>
              ) : null}
            </nav>
          ) : null}
          {canEdit ? null : <WhyNot why={why} />}
        </div>
      </Card>
    </section>
  )
}
