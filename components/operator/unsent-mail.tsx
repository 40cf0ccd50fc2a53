import type { ReadMail } from '@/lib/mail/queries'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { KeyValue } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { MailStatusTag } from './mail-status-tag'
import { SendUnsent } from './send-unsent'

/** One mail that did not go out, as text. Its links work, so it is for handing over and nothing else. */
export function UnsentMail({ mail, isMailConfigured }: { mail: ReadMail; isMailConfigured: boolean }) {
  return (
    <div className="grid max-w-[720px] gap-4">
      <BackLink href="/operator/mail">{words('operator.unsentMail.allMail')}</BackLink>
      <PageHeader title={mail.subject} />
      <Notice tone="warning">
        {words('operator.unsentMail.theLinksBelowLetTheirReaderIn', { to: mail.to })}
      </Notice>
      <Card>
        <KeyValue
          items={[
            { label: words('operator.unsentMail.to'), value: mail.to },
            {
              label: words('operator.unsentMail.written'),
              value: <Time at={mail.createdAt} show="moment" />,
            },
            { label: words('operator.unsentMail.status'), value: <MailStatusTag status={mail.status} /> },
            ...(mail.lastError
              ? [{ label: words('operator.unsentMail.lastError'), value: mail.lastError }]
              : []),
          ]}
        />
      </Card>
      {isMailConfigured && mail.status !== 'queued' ? <SendUnsent count={1} mailId={mail.id} /> : null}
      <pre className="panel px-5 py-4 font-sans text-sm leading-6 whitespace-pre-wrap wrap-anywhere">
        {mail.text}
      </pre>
    </div>
  )
}
