import type { ReadMail } from '@/lib/mail/queries'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { KeyValue } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { MailStatusTag } from './mail-status-tag'

/** One mail that did not go out, as text. Its links work, so it is for handing over and nothing else. */
export function UnsentMail({ mail }: { mail: ReadMail }) {
  return (
    <div className="grid max-w-[720px] gap-4">
      <BackLink href="/operator/mail">All mail</BackLink>
      <PageHeader title={mail.subject} />
      <Notice tone="warning">
        The links below let their reader in. Hand them to {mail.to} and to nobody else. That you opened this
        mail is written down.
      </Notice>
      <Card>
        <KeyValue
          items={[
            { label: 'To', value: mail.to },
            { label: 'Written', value: <Time at={mail.createdAt} show="moment" /> },
            { label: 'Status', value: <MailStatusTag status={mail.status} /> },
            ...(mail.lastError ? [{ label: 'Last error', value: mail.lastError }] : []),
          ]}
        />
      </Card>
      <pre className="panel px-5 py-4 font-sans text-sm leading-6 whitespace-pre-wrap wrap-anywhere">
        {mail.text}
      </pre>
    </div>
  )
}
