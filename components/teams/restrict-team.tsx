import type { Loser, Restriction } from '@/lib/teams/reviews'
import { words } from '@/messages/words'
import { ReviewList } from '../members/review-lists'
import { roleInfo } from '../members/role-tag'
import { counted } from '../organizations/count-words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { RestrictTeamForm } from './team-question'

/** What the members of a team lose while it is restricted, said before it is switched on; and switching it off again. */
export function RestrictTeam({ review }: { review: Restriction }) {
  const { team, account, organization } = review
  const path = `/${account}/teams/${team.handle}`
  const which = team.isRestricted ? 'liftTitle' : 'title'
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={path}>{team.name}</BackLink>
      <PageHeader title={words(`teams.restrict.${which}`, { team: team.name })}>
        {words('teams.restrict.intro', { organization })}
      </PageHeader>
      <Card>
        <RestrictTeamForm
          account={account}
          teamId={team.id}
          isRestricted={team.isRestricted}
          cancelHref={path}
        >
          {team.isRestricted ? <p>{words('teams.restrict.liftText')}</p> : <Losses review={review} />}
        </RestrictTeamForm>
      </Card>
    </div>
  )
}

function Losses({ review }: { review: Restriction }) {
  const { organization, affected, admins, apps, others, people } = review
  return (
    <div className="grid gap-4">
      <ul className="review-losses">
        <li>{words('teams.restrict.keeps', { shown: counted(apps, 'apps'), count: apps.count })}</li>
        <li>{words('teams.restrict.loses', { organization })}</li>
        {admins.count > 0 ? <li>{words('teams.restrict.admins', { count: admins.count })}</li> : null}
        <li>{words('teams.restrict.later')}</li>
      </ul>
      {affected.count === 0 ? (
        <p>{words('teams.restrict.nobody')}</p>
      ) : (
        <ReviewList
          intro={words('teams.restrict.affected', { shown: counted(affected, 'members') })}
          people={people}
          count={affected.count}
          detail={(one) => lossOf(one, counted(others, 'apps'), others.count)}
        />
      )}
    </div>
  )
}

function lossOf({ role, apps, count, isMore }: Loser, others: string, otherCount: number): string {
  const { label } = roleInfo(role)
  if (role === 'organization_contributor' || role === 'organization_user')
    return words('teams.restrict.lossByRole', { role: label, others, count: otherCount })
  if (role !== 'team_contributor') return words('teams.restrict.lossOfPages', { role: label })
  if (count === 0) return words('teams.restrict.lossNone', { role: label })
  return words('teams.restrict.lossOfApps', {
    role: label,
    apps: apps.join(', '),
    rest: isMore ? -1 : count - apps.length,
  })
}
