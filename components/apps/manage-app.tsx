import { APP_RESTORABLE_DAYS } from '@/lib/apps/ending'
import type { ManagedApp } from '@/lib/apps/manage'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'
import { DeleteAppForm } from './delete-app-form'
import { DuplicateAppForm } from './duplicate-app-form'
import { MarkForm } from './mark-form'
import { WhatIsLost } from './what-is-lost'

/** What the menu of an app in a list does, as a page: for browsers without JavaScript. */
export function ManageApp({ app }: { app: ManagedApp }) {
  const { account, handle, name, isPinned, isStarred, can, losses } = app
  const list = `/${account}/apps`
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={list}>{words('apps.title')}</BackLink>
      <PageHeader title={name}>
        <Copyable value={handle} what={words('apps.create.id')} />
      </PageHeader>
      <Card title={words('apps.manage.atHand')} description={words('apps.manage.atHandHint')}>
        <div className="flex flex-wrap items-center gap-2">
          <MarkForm account={account} app={handle} kind="pin" isOn={isPinned} />
          <MarkForm account={account} app={handle} kind="star" isOn={isStarred} />
          <Link className="button button--md button--outline" href={`${list}/${handle}`}>
            {words('apps.menu.open')}
          </Link>
        </div>
      </Card>
      {can.duplicate ? (
        <Card title={words('apps.duplicate.title', { app: name })}>
          <DuplicateAppForm account={account} app={app} />
        </Card>
      ) : null}
      {can.delete ? (
        <Card title={words('apps.delete.title', { app: name })}>
          <DeleteAppForm account={account} app={app} cancelHref={list}>
            {losses ? <WhatIsLost app={app} losses={losses} days={APP_RESTORABLE_DAYS} /> : null}
          </DeleteAppForm>
        </Card>
      ) : null}
    </div>
  )
}
