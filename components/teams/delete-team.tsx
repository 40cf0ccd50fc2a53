import type { TeamDeletion } from '@/lib/teams/reviews'
import { words } from '@/messages/words'
import { ReviewList } from '../members/review-lists'
import { counted } from '../organizations/count-words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { lossWords } from './loss-words'
import { DeleteTeamForm } from './team-question'

/** What goes with a team: who loses which apps; and the button that deletes it. */
export function DeleteTeam({ review }: { review: TeamDeletion }) {
  const { team, account, members, apps, labelers, people } = review
  const path = `/${account}/teams/${team.handle}`
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={path}>{team.name}</BackLink>
      <PageHeader title={words('teams.delete.title', { team: team.name })} />
      <Card>
        <DeleteTeamForm account={account} teamId={team.id} team={team.name} cancelHref={path}>
          <div className="grid gap-4">
            <ul className="review-losses">
              <li>
                {words('teams.delete.members', { shown: counted(members, 'members'), count: members.count })}
              </li>
              <li>{words('teams.delete.apps', { shown: counted(apps, 'apps'), count: apps.count })}</li>
              {team.isRestricted ? <li>{words('teams.delete.restricted')}</li> : null}
              <li>{words('teams.delete.stays')}</li>
            </ul>
            <ReviewList
              intro={words('teams.delete.losers', { shown: counted(labelers, 'members') })}
              people={people}
              count={labelers.count}
              detail={lossWords}
            />
          </div>
        </DeleteTeamForm>
      </Card>
    </div>
  )
}
