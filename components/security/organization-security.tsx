import { ChevronRight, TableProperties } from 'lucide-react'
import { words } from '@/messages/words'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'

/** What protects an organization: each thing that there is, with what it is for. */
export function OrganizationSecurity({ account, organization }: { account: string; organization: string }) {
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title={words('security.organizationSecurity.security')}>
        {words('security.organizationSecurity.whatProtectsAndWhoMayDoWhatIn', { organization })}
      </PageHeader>
      <Link
        href={`/${account}/security/roles`}
        className="panel flex items-center gap-4 px-5 py-4 hover:bg-surface-secondary"
      >
        <TableProperties aria-hidden="true" className="size-5 flex-none text-accent" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">
            {words('security.organizationSecurity.rolesAndPermissions')}
          </span>
          <span className="block text-muted">
            {words('security.organizationSecurity.theWholeTableEveryThingOneMay')}
          </span>
        </span>
        <ChevronRight aria-hidden="true" className="size-4 flex-none text-muted" />
      </Link>
    </div>
  )
}
