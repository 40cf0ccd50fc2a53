import type { ReactNode } from 'react'
import type { TeamAppRow, TeamMemberRow } from '@/lib/teams/lists'
import type { TeamHead } from '@/lib/teams/queries'
import type { TeamMembersReview } from '@/lib/teams/reviews'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { EditTeamForm } from './edit-team-form'
import { ChangeAppForm, ChangeMemberForm, RemoveAppForm } from './grant-forms'
import { RemoveMembersForm } from './remove-members-form'

type Team = Pick<TeamHead, 'id' | 'account' | 'handle' | 'name' | 'permission'>

/** A page below a team's: the way back, what it is for, and its cards. */
function Below({ team, tab = '', title, intro, children }: BelowProps) {
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${team.account}/teams/${team.handle}${tab}`}>{team.name}</BackLink>
      <PageHeader title={title}>{intro}</PageHeader>
      {children}
    </div>
  )
}
type BelowProps = {
  team: Pick<Team, 'account' | 'handle' | 'name'>
  tab?: '' | '/apps'
  title: string
  intro?: ReactNode
  children: ReactNode
}

/** "Edit Team Name", and the permission that apps begin with. */
export function EditTeam({ team }: { team: Team }) {
  return (
    <Below team={team} title={words('teams.edit.title')} intro={words('teams.edit.intro')}>
      <Card>
        <EditTeamForm team={team} />
      </Card>
    </Below>
  )
}

/** Whom taking out of a team was asked for, without JavaScript. */
export function RemoveMembersPage({
  review,
  fields,
}: {
  review: TeamMembersReview
  fields: Record<string, string>
}) {
  const { team, account, count, people } = review
  return (
    <Below
      team={{ ...team, account }}
      title={words('teams.remove.question', { count, name: people[0]?.name ?? '', team: team.name })}
    >
      <Card>
        <RemoveMembersForm review={review} fields={fields} />
      </Card>
    </Below>
  )
}

/** Somebody's time in a team, and leaving it. */
export function TeamMemberPage({ team, member, review }: TeamMemberPageProps) {
  return (
    <Below team={team} title={member.name} intro={words('teams.members.inTeam', { team: team.name })}>
      <Card title={words('teams.until.change')} description={words('teams.until.memberText')}>
        <ChangeMemberForm
          account={team.account}
          teamId={team.id}
          userId={member.userId}
          until={member.until}
        />
      </Card>
      <Card title={words('teams.members.remove')}>
        <RemoveMembersForm review={review} fields={{ ids: member.userId }} />
      </Card>
    </Below>
  )
}
type TeamMemberPageProps = { team: Team; member: TeamMemberRow; review: TeamMembersReview }

/** What a team may do in one app and until when, and taking it away. */
export function TeamAppPage({ team, app }: { team: Team; app: TeamAppRow }) {
  return (
    <Below team={team} tab="/apps" title={app.name} intro={words('teams.apps.inTeam', { team: team.name })}>
      <Card title={words('teams.apps.changeTitle')}>
        <ChangeAppForm account={team.account} teamId={team.id} app={app} />
      </Card>
      <Card title={words('teams.apps.remove')}>
        <RemoveAppForm team={team} app={app} />
      </Card>
    </Below>
  )
}
