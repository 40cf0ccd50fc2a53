import { ChevronRight, KeySquare, MonitorSmartphone } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { words } from '@/messages/words'
import { ChangePasswordForm } from './change-password-form'

/** What protects one's own account. */
export function PersonalSecurity({
  account,
  email,
  sessions,
}: {
  account: string
  email: string
  sessions: number
}) {
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title={words('auth.personalSecurity.security')}>
        {words('auth.personalSecurity.whatProtectsYourAccountAnd')}
      </PageHeader>
      <Card
        title={words('auth.personalSecurity.password')}
        description={words('auth.personalSecurity.changingItSignsYouOut')}
      >
        <ChangePasswordForm account={account} email={email} />
      </Card>
      <Link
        href={`/${account}/security/sessions`}
        className="panel flex items-center gap-4 px-5 py-4 hover:bg-surface-secondary"
      >
        <MonitorSmartphone aria-hidden="true" className="size-5 flex-none text-accent" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{words('auth.personalSecurity.sessions')}</span>
          <span className="block text-muted">
            {words('auth.personalSecurity.youAreSignedIn', { sessions })}
          </span>
        </span>
        <ChevronRight aria-hidden="true" className="size-4 flex-none text-muted" />
      </Link>
      <Link
        href={`/${account}/security/tokens`}
        className="panel flex items-center gap-4 px-5 py-4 hover:bg-surface-secondary"
      >
        <KeySquare aria-hidden="true" className="size-5 flex-none text-accent" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{words('tokens.title')}</span>
          <span className="block text-muted">{words('tokens.card')}</span>
        </span>
        <ChevronRight aria-hidden="true" className="size-4 flex-none text-muted" />
      </Link>
    </div>
  )
}
