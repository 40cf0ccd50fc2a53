import type { TeamAppsList, TeamMembersList } from '@/lib/teams/lists'
import type { TeamHead } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { Notice } from '../ui/notice'
import { AddApps, AddMembers } from './add-to-team'
import { RestoreForm } from './restore-form'
import { TeamAppsTable } from './team-apps-table'
import { TeamHeader } from './team-header'
import { TeamMembersTable } from './team-members-table'

/** What was just done, as the address says it: also without JavaScript it is told, and can be undone. */
export type Done = {
  welcome?: boolean
  added?: number
  already?: number
  gone?: number
  removed?: number
  change?: string
}

/** A team's page: who is in it. */
export function TeamMembersView({ team, list, done }: { team: TeamHead; list: TeamMembersList; done: Done }) {
  const { rows, ...rest } = list
  return (
    <>
      <TeamHeader team={team} current="members" />
      {done.welcome ? (
        <Notice tone="success" role="status" title={words('teams.create.done', { team: team.name })}>
          {words('teams.create.next')}
        </Notice>
      ) : null}
      <Told team={team} done={done} of="members" />
      <TeamMembersTable
        team={team}
        rows={rows}
        list={rest}
        add={team.can.addMembers ? <AddMembers team={team} /> : undefined}
      />
    </>
  )
}

/** What it may reach. */
export function TeamAppsView({ team, list, done }: { team: TeamHead; list: TeamAppsList; done: Done }) {
  const { rows, ...rest } = list
  return (
    <>
      <TeamHeader team={team} current="apps" />
      <Told team={team} done={done} of="apps" />
      <TeamAppsTable
        team={team}
        rows={rows}
        list={rest}
        add={team.can.addApps ? <AddApps team={team} /> : undefined}
      />
    </>
  )
}

function Told({ team, done, of }: { team: TeamHead; done: Done; of: 'members' | 'apps' }) {
  if (!team.can.manage) return null
  if (done.added !== undefined)
    return (
      <Notice
        tone={done.added > 0 ? 'success' : 'warning'}
        role="status"
        title={words(`teams.add.${of}.done`, { count: done.added })}
      >
        {done.already ? <p>{words(`teams.add.${of}.already`, { count: done.already })}</p> : null}
        {done.gone ? <p>{words(`teams.add.${of}.gone`, { count: done.gone })}</p> : null}
      </Notice>
    )
  if (!done.change || !done.removed) return null
  return (
    <Notice
      tone="success"
      role="status"
      title={words(`teams.remove.${of}Done`, { count: done.removed })}
      action={<RestoreForm account={team.account} teamId={team.id} change={done.change} />}
    />
  )
}
