import type { FoundShare, ShareState } from '@/lib/collaborations/find'
import { words } from '@/messages/words'
import { AuthHeader } from '../shell/auth-header'
import { LinkButton } from '../ui/button'

/** A link that leads to no share. */
export function ShareUnknown() {
  return (
    <>
      <AuthHeader title={words('collaborations.ended.unknown.title')}>
        {words('collaborations.ended.unknown.text')}
      </AuthHeader>
      <GoOn href={null} app="" />
    </>
  )
}

/** Somebody who opens what they offered themselves, or what is theirs. */
export function ShareOwn({ share: { app, email, viewer } }: { share: FoundShare }) {
  return (
    <>
      <AuthHeader title={words('collaborations.ended.own.title', { app })}>
        {words('collaborations.ended.own.text', { email })}
      </AuthHeader>
      <GoOn href={viewer.is === 'anonymous' ? null : viewer.href} app={app} />
    </>
  )
}

/** A share that cannot be answered any more: which way it ended, and what to do. */
export function ShareEnded({ state, share }: { state: Exclude<ShareState, 'pending'>; share: FoundShare }) {
  const { app, offererName, viewer } = share
  const href = viewer.is === 'anonymous' ? null : viewer.href
  const isTheirs = state === 'accepted' && href !== null
  const key = isTheirs ? 'yours' : state === 'expired' && isPast(share.until) ? 'over' : state
  return (
    <>
      <AuthHeader title={words(`collaborations.ended.${key}.title`, { app })}>
        {words(`collaborations.ended.${key}.text`, { app, offererName })}
      </AuthHeader>
      <GoOn href={state === 'gone' ? null : href} app={app} />
    </>
  )
}

const isPast = (until: Date | null) => until !== null && until.getTime() <= Date.now()

function GoOn({ href, app }: { href: string | null; app: string }) {
  return href ? (
    <LinkButton href={href} variant="primary" isFullWidth>
      {words('collaborations.ended.open', { app })}
    </LinkButton>
  ) : (
    <LinkButton href="/" isFullWidth>
      {words('collaborations.ended.start')}
    </LinkButton>
  )
}
