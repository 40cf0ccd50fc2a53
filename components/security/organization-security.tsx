import { ChevronRight, KeySquare, type LucideIcon, TableProperties, Webhook } from 'lucide-react'
import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'

type SecurityProps = {
  account: string
  organization: string
  managesTokens: boolean
  managesWebhooks: boolean
}

/** What protects an organization: each thing that there is, with what it is for. */
export function OrganizationSecurity(props: SecurityProps) {
  const { account, organization, managesTokens, managesWebhooks } = props
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title={words('security.organizationSecurity.security')}>
        {words('security.organizationSecurity.whatProtectsAndWhoMayDoWhatIn', { organization })}
      </PageHeader>
      <Way
        href={`/${account}/security/roles`}
        icon={TableProperties}
        title={words('security.organizationSecurity.rolesAndPermissions')}
      >
        {words('security.organizationSecurity.theWholeTableEveryThingOneMay')}
      </Way>
      {managesTokens ? (
        <Way href={`/${account}/security/tokens`} icon={KeySquare} title={words('tokens.title')}>
          {words('tokens.cardOrganization', { organization })}
        </Way>
      ) : null}
      {managesWebhooks ? (
        <Way
          href={`/${account}/webhooks`}
          icon={Webhook}
          title={words('security.organizationSecurity.webhooks')}
        >
          {words('security.organizationSecurity.webhooksText')}
        </Way>
      ) : null}
    </div>
  )
}

type WayProps = { href: string; icon: LucideIcon; title: string; children: ReactNode }

function Way({ href, icon: Icon, title, children }: WayProps) {
  return (
    <Link href={href} className="panel flex items-center gap-4 px-5 py-4 hover:bg-surface-secondary">
      <Icon aria-hidden="true" className="size-5 flex-none text-accent" />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{title}</span>
        <span className="block text-muted">{children}</span>
      </span>
      <ChevronRight aria-hidden="true" className="size-4 flex-none text-muted" />
    </Link>
  )
}
