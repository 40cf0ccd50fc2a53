import { ChevronRight, MonitorSmartphone } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
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
      <PageHeader title="Security">What protects your account, and where you are signed in.</PageHeader>
      <Card title="Password" description="Changing it signs you out everywhere else.">
        <ChangePasswordForm account={account} email={email} />
      </Card>
      <Link
        href={`/${account}/security/sessions`}
        className="panel flex items-center gap-4 px-5 py-4 hover:bg-surface-secondary"
      >
        <MonitorSmartphone aria-hidden="true" className="size-5 flex-none text-accent" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">Sessions</span>
          <span className="block text-muted">
            {sessions === 1 ? 'You are signed in here alone.' : `You are signed in in ${sessions} places.`}
          </span>
        </span>
        <ChevronRight aria-hidden="true" className="size-4 flex-none text-muted" />
      </Link>
    </div>
  )
}
