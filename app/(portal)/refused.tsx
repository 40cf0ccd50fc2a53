import { Clock, DatabaseZap, Lock, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { ErrorCode } from '@/lib/errors'
import { words } from '@/messages/words'

/** Why a page stays closed, and what to do. What one may not know of, and an address that fits nothing, read like what does not exist. */
export function Refused({ code, message }: { code: ErrorCode; message: string }) {
  if (code === 'not_found' || code === 'invalid') return <NotHere />
  if (code === 'rate_limited')
    return <Closed icon={<Clock />} title={words('shell.refused.thatWasTriedTooOften')} message={message} />
  if (code === 'unavailable') return <Away />
  if (code === 'forbidden')
    return <Closed icon={<Lock />} title={words('shell.refused.thisPageIsNotOpenToYou')} message={message} />
  return <Closed icon={<Lock />} title={words('shell.refused.thisPageCannotBeShown')} message={message} />
}

export function NotHere() {
  return (
    <>
      <PageHeader title={words('shell.refused.thereIsNothingHere')} />
      <div className="panel">
        <EmptyState
          icon={<SearchX />}
          title={words('shell.refused.noSuchPageOrItIsNotForYou')}
          action={<LinkButton href="/">{words('shell.refused.goToYourOverview')}</LinkButton>}
        >
          {words('shell.refused.checkTheAddressForASlipIf')}
        </EmptyState>
      </div>
    </>
  )
}

function Away() {
  return (
    <>
      <PageHeader title={words('outage.title')} />
      <div className="panel">
        <EmptyState
          icon={<DatabaseZap />}
          title={words('outage.title')}
          action={<LinkButton href="">{words('outage.tryAgain')}</LinkButton>}
        >
          {words('outage.pageHint')}
        </EmptyState>
      </div>
    </>
  )
}

function Closed({ icon, title, message }: { icon: ReactNode; title: string; message: string }) {
  const [what = message, ...why] = message.split(/(?<=\.) /)
  return (
    <>
      <PageHeader title={title} />
      <div className="panel">
        <EmptyState
          icon={icon}
          title={what}
          action={<LinkButton href="/">{words('shell.refused.goToYourOverview')}</LinkButton>}
        >
          {why.join(' ') || null}
        </EmptyState>
      </div>
    </>
  )
}
