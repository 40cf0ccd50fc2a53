import { MonitorSmartphone } from 'lucide-react'
import { BackLink } from '@/components/ui/back-link'
import { Form } from '@/components/ui/form'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { Tag } from '@/components/ui/tag'
import { Time } from '@/components/ui/time'
import { revokeOtherSessionsAction, revokeSessionAction } from '@/lib/auth/actions'
import type { SessionRow } from '@/lib/auth/queries'
import { richWords, words } from '@/messages/words'

/** Where one is signed in, each with the way to end it. */
export function SessionList({ account, sessions }: { account: string; sessions: SessionRow[] }) {
  return (
    <div className="grid max-w-[720px] gap-4">
      <BackLink href={`/${account}/security`}>{words('auth.sessionList.security')}</BackLink>
      <PageHeader
        title={words('auth.sessionList.sessions')}
        action={
          sessions.length > 1 ? (
            <Form action={revokeOtherSessionsAction} hidden={{ account }}>
              <SubmitButton variant="danger-soft">
                {words('auth.sessionList.signOutEverywhereElse')}
              </SubmitButton>
            </Form>
          ) : undefined
        }
      >
        {words('auth.sessionList.whereYouAreSignedInDoNotKnow')}
      </PageHeader>
      <ul className="panel divide-y divide-[var(--line)]" aria-label={words('auth.sessionList.sessions')}>
        {sessions.map((session) => (
          <SessionItem key={session.id} account={account} session={session} />
        ))}
      </ul>
    </div>
  )
}

function SessionItem({ account, session }: { account: string; session: SessionRow }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <MonitorSmartphone aria-hidden="true" className="size-5 flex-none text-muted" />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {session.device}{' '}
          {session.isThisOne ? <Tag tone="accent">{words('auth.sessionList.thisOne')}</Tag> : null}
        </p>
        <p className="text-muted tabular-nums">
          {session.address ? <span className="break-all">{session.address} · </span> : null}
          {richWords('auth.sessionList.lastUsedSince', {
            lastUsedAt: <Time at={session.lastUsedAt} />,
            since: <Time at={session.since} show="date" />,
          })}
        </p>
      </div>
      {session.isThisOne ? null : (
        <Form action={revokeSessionAction} hidden={{ account, session: session.id }}>
          <SubmitButton
            size="sm"
            aria-label={words('auth.sessionList.endTheSessionOf', { device: session.device })}
          >
            {words('auth.sessionList.end')}
          </SubmitButton>
        </Form>
      )}
    </li>
  )
}
