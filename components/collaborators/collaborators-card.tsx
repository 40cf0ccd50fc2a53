import { UserRoundPlus } from 'lucide-react'
import type { ListedCollaborators } from '@/lib/collaborators/queries'
import { words } from '@/messages/words'
import { WhyNot } from '../app-settings/why-not'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { CollaboratorItem } from './collaborator-item'
import './collaborators.css'

/** In the settings of an app: the last collaborators, and the ways to all of them and to add others. */
export function CollaboratorsCard({ listed }: { listed: ListedCollaborators }) {
  const { rows, can, account, app } = listed
  const page = `/${account.handle}/apps/${app.handle}/settings/collaborators`
  return (
    <section id="collaborators" className="scroll-mt-16">
      <Card
        title={words('collaborators.title')}
        description={words('collaborators.purpose')}
        action={
          can.add && rows.length > 0 ? (
            <LinkButton href={`${page}/add`} size="sm">
              {words('collaborators.addPage.title')}
            </LinkButton>
          ) : null
        }
      >
        <div className="grid grid-cols-1 gap-3">
          {rows.length > 0 ? (
            <ul className="collaborators">
              {rows.map((one) => (
                <CollaboratorItem key={one.id} one={one} page={page} />
              ))}
            </ul>
          ) : (
            <NoCollaborators page={page} canAdd={can.add} />
          )}
          <Link className="text-link inline-flex min-h-6 items-center" href={page}>
            {words(can.viewShares ? 'collaborators.card.allAndOffers' : 'collaborators.card.all')}
          </Link>
          {can.add ? null : <WhyNot why={can.why} />}
        </div>
      </Card>
    </section>
  )
}

export function NoCollaborators({ page, canAdd }: { page: string; canAdd: boolean }) {
  return (
    <EmptyState
      icon={<UserRoundPlus />}
      title={words('collaborators.list.none')}
      action={
        canAdd ? <LinkButton href={`${page}/add`}>{words('collaborators.addPage.title')}</LinkButton> : null
      }
    >
      {words('collaborators.list.noneHint')}
    </EmptyState>
  )
}
