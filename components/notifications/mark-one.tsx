'use client'

import { Check, CircleDot } from 'lucide-react'
import { markNotificationsReadAction, markNotificationUnreadAction } from '@/lib/notifications/actions'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'

type MarkOneProps = { account: string; id: string; isRead: boolean; onChange?: () => void }

/** Marks one line as read, or as unread again. */
export function MarkOne({ account, id, isRead, onChange }: MarkOneProps) {
  const label = words(isRead ? 'notifications.item.markUnread' : 'notifications.item.markRead')
  const done = () => {
    announce(words(isRead ? 'notifications.item.markedUnread' : 'notifications.item.markedRead'))
    onChange?.()
  }
  return (
    <Form
      action={isRead ? markNotificationUnreadAction : markNotificationsReadAction}
      hidden={{ account, notificationId: id }}
      onSuccess={done}
      className="notification__mark"
    >
      <SubmitButton
        variant="ghost"
        size="sm"
        isIconOnly
        aria-label={label}
        title={label}
        icon={isRead ? <CircleDot aria-hidden="true" /> : <Check aria-hidden="true" />}
      />
    </Form>
  )
}
