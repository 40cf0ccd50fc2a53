import type { AppDeletionPreview } from '@/lib/apps/ending'
import { words } from '@/messages/words'
import { DeleteAppForm } from '../apps/delete-app-form'
import { WhatIsLost } from '../apps/what-is-lost'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'

/** Deleting an app, as a page of its settings. */
export function DeleteAppPage({ preview }: { preview: AppDeletionPreview }) {
  const { account, name, losses, days } = preview
  const settings = `/${account}/apps/${preview.handle}/settings`
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={settings}>{words('settings.title')}</BackLink>
      <PageHeader title={words('apps.delete.title', { app: name })}>
        {words('appSettings.delete.intro', { app: name })}
      </PageHeader>
      <Card>
        <DeleteAppForm account={account} app={preview} cancelHref={settings}>
          <WhatIsLost app={preview} losses={losses} days={days} />
        </DeleteAppForm>
      </Card>
    </div>
  )
}
