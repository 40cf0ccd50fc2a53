import { Plus } from 'lucide-react'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import type { ButtonVariant } from '../ui/button'
import { Card } from '../ui/card'
import { DialogLink } from '../ui/dialog-link'
import { PageHeader } from '../ui/page-header'
import { TeamForm } from './team-form'

/** The button "Create Team" with its dialog; without JavaScript a link to the page that does the same. */
export function CreateTeam({ account, variant = 'primary' }: { account: string; variant?: ButtonVariant }) {
  return (
    <DialogLink
      href={`/${account}/teams/new`}
      label={words('teams.create.button')}
      variant={variant}
      icon={<Plus aria-hidden="true" />}
      title={words('teams.create.title')}
      description={words('teams.create.purpose')}
      dialogSize="lg"
    >
      <TeamForm account={account} />
    </DialogLink>
  )
}

/** "Create Team" as a page of its own. */
export function CreateTeamPage({ account }: { account: string }) {
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${account}/teams`}>{words('teams.all')}</BackLink>
      <PageHeader title={words('teams.create.title')}>{words('teams.create.purpose')}</PageHeader>
      <Card>
        <TeamForm account={account} />
      </Card>
    </div>
  )
}
