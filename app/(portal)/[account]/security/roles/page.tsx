import type { Metadata } from 'next'
import { RoleTable } from '@/components/permissions/role-table'
import { BackLink } from '@/components/ui/back-link'
import { PageHeader } from '@/components/ui/page-header'
import { viewRoles } from '@/lib/organizations/queries'
import { answer } from '../../../answer'

export const metadata: Metadata = { title: 'Roles and permissions' }

export default async function RolesPage({ params }: PageProps<'/[account]/security/roles'>) {
  const { account } = await params
  return answer(`/${account}/security/roles`, async (caller) => {
    const { handle, name, role } = await viewRoles(caller, account, {})
    return (
      <>
        <div className="grid gap-3">
          <BackLink href={`/${handle}/security`}>Security</BackLink>
          <PageHeader title="Roles and permissions">
            Who may do what in {name}. This table decides every request; nothing else does.
          </PageHeader>
        </div>
        <RoleTable role={role} />
      </>
    )
  })
}
