import type { NotificationRow } from '@/lib/notifications/queries'
import { words } from '@/messages/words'
import { ReplyButtons } from '../invitations/reply-buttons'
import { Link } from '../ui/link'
import { Time } from '../ui/time'

type NotificationItemProps = { account: string; row: NotificationRow; onAnswer?: () => void }

/** One line of the bell: what happened, when, and what to do about it. */
export function NotificationItem({ account, row, onAnswer }: NotificationItemProps) {
  const { text, href, createdAt, isRead, invitation } = row
  return (
    <div className="notification">
      <span className="notification__dot" data-unread={isRead ? undefined : true}>
        {isRead ? null : <span className="sr-only">{words('notifications.notificationItem.unread')}</span>}
      </span>
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p className="wrap-anywhere">
          {href ? (
            <Link href={href} className="hover:underline">
              {text}
            </Link>
          ) : (
            text
          )}
        </p>
        <p className="text-[13px] text-muted">
          <Time at={createdAt} />
        </p>
        {invitation ? (
          <ReplyButtons
            account={account}
            invitationId={invitation.id}
            organization={invitation.organization}
            onDecline={onAnswer}
          />
        ) : null}
      </div>
    </div>
  )
}
