import type { ReactNode } from 'react'
import { APP_RESTORABLE_DAYS, type previewAppDeletion } from '@/lib/apps/ending'
import type { BoundedCount } from '@/lib/paging'
import { richWords, words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { DeleteAppForm } from './delete-app-form'

type Losses = Awaited<ReturnType<typeof previewAppDeletion>>

/** Deleting an app: who loses it, what holds while it can be restored, and what is left afterwards. */
export function DeleteAppPage({ losses }: { losses: Losses }) {
  const { account, handle, name, teams, collaborators } = losses
  const settings = `/${account}/apps/${handle}/settings`
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={settings}>{words('settings.title')}</BackLink>
      <PageHeader title={words('appSettings.delete.question', { app: name })}>
        {words('appSettings.delete.intro', { app: name })}
      </PageHeader>
      <Card>
        <DeleteAppForm account={account} app={{ handle, name }} cancelHref={settings}>
          <div className="grid grid-cols-1 gap-3">
            <Lines title={words('appSettings.delete.lost', { app: name })}>
              {words('appSettings.delete.everyRole')}
              {teams.count > 0 ? counted(teams, 'teams') : null}
              {collaborators.count > 0 ? counted(collaborators, 'collaborators') : null}
            </Lines>
            <Lines title={words('appSettings.delete.days', { days: APP_RESTORABLE_DAYS })}>
              {words('appSettings.delete.closed')}
              {words('appSettings.delete.kept')}
              {words('appSettings.delete.restorable')}
              {richWords('appSettings.delete.idHeld', { id: handle, code: (id) => <code>{id}</code> })}
            </Lines>
            <p>{words('appSettings.delete.purged')}</p>
          </div>
        </DeleteAppForm>
      </Card>
    </div>
  )
}

function Lines({ title, children }: { title: string; children: ReactNode[] }) {
  return (
    <div className="grid gap-1">
      <p className="font-medium">{title}</p>
      <ul className="list-disc ps-5 text-muted">
        {children
          .filter((line) => line !== null)
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines stand where they stand
            <li key={index}>{line}</li>
          ))}
      </ul>
    </div>
  )
}

function counted({ count, isMore }: BoundedCount, what: 'teams' | 'collaborators'): string {
  return words(isMore ? `appSettings.delete.${what}Many` : `appSettings.delete.${what}`, { count })
}
