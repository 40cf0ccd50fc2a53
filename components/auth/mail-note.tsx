import { Notice } from '@/components/ui/notice'
import { words } from '@/messages/words'

/** Said wherever a mail is promised while this portal cannot send any. */
export function MailNote({ isMailConfigured }: { isMailConfigured: boolean }) {
  if (isMailConfigured) return null
  return (
    <Notice tone="warning" title={words('auth.mailNote.thisPortalCannotSendMailYet')}>
      {words('auth.mailNote.yourLinkIsKeptUntilItCanAsk')}
    </Notice>
  )
}
