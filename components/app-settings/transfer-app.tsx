import { ArrowRightLeft } from 'lucide-react'
import type { TransferPreview } from '@/lib/app-settings/transfer'
import type { BoundedCount } from '@/lib/paging'
import { REDIRECT_DAYS } from '@/lib/rename-handle'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { PageHeader } from '../ui/page-header'
import { TransferForm } from './transfer-form'

/** Taking an app to another account: what that means for everybody who has it, what can be chosen, and the question. */
export function TransferApp({ preview }: { preview: TransferPreview }) {
  const { account, app, destinations, collaborators } = preview
  const settings = `/${account.handle}/apps/${app.handle}/settings`
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={settings}>{words('settings.title')}</BackLink>
      <PageHeader title={words('appSettings.transfer.title')}>
        {words('appSettings.transfer.intro', { app: app.name, account: account.name })}
      </PageHeader>
      {destinations.length === 0 ? (
        <Card>
          <EmptyState
            icon={<ArrowRightLeft />}
            title={words('appSettings.transfer.nowhere')}
            action={<LinkButton href="/organizations/new">{words('appSettings.transfer.found')}</LinkButton>}
          >
            {words('appSettings.transfer.nowhereHint')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card title={words('appSettings.transfer.whatTitle')}>
            <Meaning preview={preview} />
          </Card>
          <Card>
            <TransferForm
              at={{ account: account.handle, app: app.handle }}
              name={app.name}
              destinations={destinations}
              hasCollaborators={collaborators.count > 0}
              cancelHref={settings}
            />
          </Card>
        </>
      )}
    </div>
  )
}

function Meaning({ preview: { account, app, teams, collaborators } }: { preview: TransferPreview }) {
  const lines = [
    account.kind === 'organization' ? words('appSettings.transfer.leaves', { account: account.name }) : null,
    teams.count > 0 ? counted(teams, 'teams') : null,
    collaborators.count > 0 ? counted(collaborators, 'collaborators') : null,
    words('appSettings.transfer.rules'),
    app.visibility === 'organization' ? words('appSettings.transfer.visibility') : null,
    words('appSettings.transfer.redirects', { days: REDIRECT_DAYS }),
    words('appSettings.transfer.history', { account: account.name }),
    words('appSettings.transfer.told'),
  ]
  return (
    <ul className="grid list-disc gap-1 ps-5">
      {lines
        .filter((line) => line !== null)
        .map((line) => (
          <li key={line}>{line}</li>
        ))}
    </ul>
  )
}

function counted({ count, isMore }: BoundedCount, what: 'teams' | 'collaborators'): string {
  return words(isMore ? `appSettings.transfer.${what}Many` : `appSettings.transfer.${what}`, { count })
}
