import { SearchX } from 'lucide-react'
import type { TeamOfApp, TeamsForApp } from '@/lib/app-settings/teams'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Button, LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'
import { AddTeamsForm, ChangeTeamForm, RemoveTeamForm } from './team-forms'

type App = { id: string; handle: string; name: string }
type TeamPageProps = { account: { handle: string }; app: App; team: TeamOfApp; day: string }

/** What one team may do in an app, and taking the app from it. `day` is that on which its access ends, or nothing. */
export function TeamOfAppPage({ account, app, team, day }: TeamPageProps) {
  const at = { account: account.handle, app }
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={`/${account.handle}/apps/${app.handle}/settings#teams`}>
        {words('settings.title')}
      </BackLink>
      <PageHeader title={words('appSettings.teams.editTitle', { team: team.name })}>
        {words('appSettings.teams.editIntro', { team: team.name, app: app.name })}
      </PageHeader>
      <Card>
        <ChangeTeamForm at={at} team={team} until={day} />
      </Card>
      <Card title={words('appSettings.teams.removeTitle')}>
        <RemoveTeamForm at={at} team={team} />
      </Card>
    </div>
  )
}

/** Giving teams an app: a search over those that have it not yet, several chosen at once. */
export function AddTeamsPage({ found: { account, app, rows, next, q } }: { found: TeamsForApp }) {
  const settings = `/${account.handle}/apps/${app.handle}/settings`
  const page = `${settings}/teams/add`
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={`${settings}#teams`}>{words('settings.title')}</BackLink>
      <PageHeader title={words('appSettings.teams.add')}>
        {words('appSettings.teams.addIntro', { app: app.name })}
      </PageHeader>
      <form method="get" action={page} className="flex gap-2">
        <input
          type="search"
          name="q"
          defaultValue={q}
          maxLength={100}
          placeholder={words('appSettings.teams.search')}
          aria-label={words('appSettings.teams.search')}
          autoComplete="off"
          className="input input--full-width"
        />
        <Button type="submit">{words('appSettings.teams.find')}</Button>
      </form>
      <Card>
        {rows.length > 0 ? (
          <AddTeamsForm key={`${q} ${rows[0]?.id}`} at={{ account: account.handle, app }} teams={rows} />
        ) : (
          <EmptyState
            icon={<SearchX />}
            title={words(q ? 'appSettings.teams.noMatch' : 'appSettings.teams.allHave')}
            action={
              q ? (
                <LinkButton href={page}>{words('appSettings.teams.clear')}</LinkButton>
              ) : (
                <LinkButton href={`/${account.handle}/teams`}>
                  {words('appSettings.teams.toTeams')}
                </LinkButton>
              )
            }
          />
        )}
        {next ? (
          <Link
            className="text-link mt-3 inline-flex min-h-6 items-center"
            href={`${page}?${new URLSearchParams({ ...(q ? { q } : {}), cursor: next })}`}
          >
            {words('appSettings.teams.next')}
          </Link>
        ) : null}
      </Card>
    </div>
  )
}
