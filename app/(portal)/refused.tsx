import { Clock, Lock, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { ErrorCode } from '@/lib/errors'

/** Why a page stays closed, and what to do. What one may not know of, and an address that fits nothing, read like what does not exist. */
export function Refused({ code, message }: { code: ErrorCode; message: string }) {
  if (code === 'not_found' || code === 'invalid') return <NotHere />
  if (code === 'rate_limited')
    return <Closed icon={<Clock />} title="That was tried too often" message={message} />
  if (code === 'forbidden')
    return <Closed icon={<Lock />} title="This page is not open to you" message={message} />
  return <Closed icon={<Lock />} title="This page cannot be shown" message={message} />
}

export function NotHere() {
  return (
    <>
      <PageHeader title="There is nothing here" />
      <div className="panel">
        <EmptyState
          icon={<SearchX />}
          title="No such page, or it is not for you"
          action={<LinkButton href="/">Go to your overview</LinkButton>}
        >
          Check the address for a slip. If somebody gave you the link, ask them to invite you: an Admin of the
          organization can, and it opens as soon as you accept. You may also be signed in to another account
          than the one they meant.
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
        <EmptyState icon={icon} title={what} action={<LinkButton href="/">Go to your overview</LinkButton>}>
          {why.join(' ') || null}
        </EmptyState>
      </div>
    </>
  )
}
