import type { Collaboration } from '@/lib/collaborations/queries'
import { words } from '@/messages/words'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { LeaveAppForm } from './leave-app-form'

/** Leaving an app, as a page of its own. */
export function LeaveApp({ collaboration }: { collaboration: Collaboration & { account: string } }) {
  const { id, account, app, owner, says } = collaboration
  return (
    <div className="grid max-w-[560px] gap-4">
      <PageHeader title={words('collaborations.leave.title', { app })} />
      <Card>
        <LeaveAppForm account={account} id={id} app={app} owner={owner} says={says} />
      </Card>
    </div>
  )
}
