import { LayoutGrid, UserPlus } from 'lucide-react'
import type { Candidates } from '@/lib/teams/candidates'
import type { TeamHead } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { DialogLink } from '../ui/dialog-link'
import { PageHeader } from '../ui/page-header'
import { AddForm } from './add-form'

/** The button "Add Members" with its dialog; without JavaScript a link to the page that does the same. */
export function AddMembers({ team }: { team: TeamHead }) {
  return (
    <DialogLink
      href={`/${team.account}/teams/${team.handle}/members/add`}
      label={words('teams.add.members.button')}
      variant="primary"
      icon={<UserPlus aria-hidden="true" />}
      title={words('teams.add.members.title', { team: team.name })}
      description={words('teams.add.members.purpose', { organization: team.organization })}
      dialogSize="lg"
    >
      <AddForm account={team.account} team={team} of="members" />
    </DialogLink>
  )
}

/** The button "Add App" in the same way. */
export function AddApps({ team }: { team: TeamHead }) {
  return (
    <DialogLink
      href={`/${team.account}/teams/${team.handle}/apps/add`}
      label={words('teams.add.apps.button')}
      variant="primary"
      icon={<LayoutGrid aria-hidden="true" />}
      title={words('teams.add.apps.title', { team: team.name })}
      description={words('teams.add.apps.purpose', { organization: team.organization })}
      dialogSize="lg"
    >
      <AddForm account={team.account} team={team} of="apps" />
    </DialogLink>
  )
}

type AddPageProps = { team: TeamHead; of: 'members' | 'apps'; initial: Candidates; q: string }

/** The same as a page, which needs no JavaScript. */
export function AddPage({ team, of, initial, q }: AddPageProps) {
  const path = `/${team.account}/teams/${team.handle}${of === 'apps' ? '/apps' : ''}`
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={path}>{team.name}</BackLink>
      <PageHeader title={words(`teams.add.${of}.title`, { team: team.name })}>
        {words(`teams.add.${of}.purpose`, { organization: team.organization })}
      </PageHeader>
      <Card>
        <AddForm account={team.account} team={team} of={of} initial={initial} q={q} />
      </Card>
    </div>
  )
}
