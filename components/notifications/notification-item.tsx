'use client'

import { startTransition, useRef, useState } from 'react'
import { markNotificationsReadAction } from '@/lib/notifications/actions'
import type { NotificationRow } from '@/lib/notifications/queries'
import type { ToldInvitation } from '@/lib/notifications/told-invitations'
import { words } from '@/messages/words'
import { ShareMatter } from '../collaborations/share-matter'
import { ReplyButtons } from '../invitations/reply-buttons'
import { Link } from '../ui/link'
import { Time } from '../ui/time'
import { InvitationMatter } from './invitation-matter'
import { MarkOne } from './mark-one'

type NotificationItemProps = {
  account: string
  row: NotificationRow
  /** Something was done to it here. */
  onChange?: () => void
}

/** One line of the bell: what happened, when, what became of it, and what to do about it. */
export function NotificationItem({ account, row, onChange }: NotificationItemProps) {
  const box = useRef<HTMLDivElement>(null)
  const { id, text, href, createdAt, isRead, invitation, share } = row
  const readOnTheWay = () => {
    if (!isRead) startTransition(() => markRead(account, id))
  }
  const answered = () => {
    box.current?.focus() // the buttons go away
    onChange?.()
  }
  return (
    <div ref={box} className="notification" tabIndex={-1}>
      <span className="notification__dot" data-unread={isRead ? undefined : true}>
        {isRead ? null : <span className="sr-only">{words('notifications.item.unread')} </span>}
      </span>
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p className="wrap-anywhere">
          {href ? (
            <Link href={href} className="hover:underline" onClick={readOnTheWay}>
              {text}
            </Link>
          ) : (
            text
          )}
        </p>
        <p className="text-[13px] text-muted">
          <Time at={createdAt} />
        </p>
        {invitation ? <Invitation account={account} invitation={invitation} onAnswer={answered} /> : null}
        {share ? <ShareMatter account={account} share={share} onAnswer={answered} /> : null}
      </div>
      <MarkOne account={account} id={id} isRead={isRead} onChange={onChange} />
    </div>
  )
}

type InvitationProps = { account: string; invitation: ToldInvitation; onAnswer: () => void }

function Invitation({ account, invitation, onAnswer }: InvitationProps) {
  const { id, organization, state, handle } = invitation
  const [wasOpen] = useState(state === 'open')
  return (
    <>
      {state === 'open' ? null : (
        <InvitationMatter state={state} organization={organization} handle={handle} />
      )}
      {wasOpen || state === 'open' ? (
        <ReplyButtons
          account={account}
          invitationId={id}
          organization={organization}
          isHere
          isOver={state !== 'open'}
          onAnswer={onAnswer}
        />
      ) : null}
    </>
  )
}

async function markRead(account: string, notificationId: string): Promise<void> {
  const form = new FormData()
  form.set('account', account)
  form.set('notificationId', notificationId)
  await markNotificationsReadAction({ status: 'idle' }, form)
}
