import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { CreateAppForm } from './create-app-form'

/** "Create an App" as a page of its own. */
export function CreateApp({ account }: { account: string }) {
  return (
    <div className="grid max-w-[560px] gap-4">
      <BackLink href={`/${account}/apps`}>{words('apps.title')}</BackLink>
      <PageHeader title={words('apps.create.title')}>{words('apps.create.purpose')}</PageHeader>
      <Card>
        <CreateAppForm account={account} />
      </Card>
    </div>
  )
}
