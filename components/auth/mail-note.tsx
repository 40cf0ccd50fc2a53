import { Notice } from '@/components/ui/notice'

/** Said wherever a mail is promised while this portal cannot send any. */
export function MailNote({ isMailConfigured }: { isMailConfigured: boolean }) {
  if (isMailConfigured) return null
  return (
    <Notice tone="warning" title="This portal cannot send mail yet">
      Your link is kept until it can. Ask whoever runs the portal for it.
    </Notice>
  )
}
