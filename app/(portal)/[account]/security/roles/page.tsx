import type { Metadata } from 'next'
import { RoleTable } from '@/components/permissions/role-table'
import { BackLink } from '@/components/ui/back-link'
import { PageHeader } from '@/components/ui/page-header'
import { viewRoles } from '@/lib/organizations/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('security.rolesPage.rolesAndPermissions') })

export default async function RolesPage({ params }: PageProps<'/[account]/security/roles'>) {
  const { account } = await params
  return answer(`/${account}/security/roles`, async (caller) => {
    const { handle, name, role } = await viewRoles(caller, account, {})
    return (
      <>
        <div className="grid gap-3">
          <BackLink href={`/${handle}/security`}>{words('security.rolesPage.security')}</BackLink>
          <PageHeader title={words('security.rolesPage.rolesAndPermissions')}>
            {words('security.rolesPage.whoMayDoWhatInThisTableDecides', { name })}
          </PageHeader>
        </div>
        <RoleTable role={role} />
      </>
    )
  })
}
