import type { TeamsList } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { CreateTeam } from './create-team'
import { RestoreForm } from './restore-form'
import { TeamsTable } from './teams-table'

type Deleted = { name: string; teamId: string; change: string }

/** The teams of an organization; a deletion is undone here. */
export function TeamsView({ list, deleted }: { list: TeamsList; deleted: Deleted | null }) {
  const { rows, handle, organization, ...rest } = list
  return (
    <>
      <PageHeader
        title={words('teams.title')}
        action={list.can.manage ? <CreateTeam account={handle} /> : undefined}
      >
        {words(list.can.viewAll ? 'teams.intro' : 'teams.introOwn', { organization })}
      </PageHeader>
      {deleted && list.can.manage ? (
        <Notice
          tone="success"
          role="status"
          title={words('teams.delete.done', { team: deleted.name })}
          action={<RestoreForm account={handle} teamId={deleted.teamId} change={deleted.change} />}
        >
          {words('teams.delete.undoText')}
        </Notice>
      ) : null}
      <TeamsTable
        account={handle}
        rows={rows}
        list={rest}
        create={list.can.manage ? <CreateTeam account={handle} variant="secondary" /> : undefined}
      />
    </>
  )
}
