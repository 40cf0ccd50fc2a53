import { env } from '@/lib/env'
import { words } from '@/messages/words'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { CreateOrganizationForm } from './create-organization-form'

/** "Add an Organization" as a page of its own. */
export function CreateOrganization({ account, email }: { account: string; email: string }) {
  return (
    <div className="grid max-w-[560px] gap-4">
      <PageHeader title={words('organizations.createOrganization.addAnOrganization')}>
        {words('organizations.createOrganization.anOrganizationHasMembersWith')}
      </PageHeader>
      <Card>
        <CreateOrganizationForm account={account} email={email} origin={new URL(env.APP_URL).host} />
      </Card>
    </div>
  )
}
