import { MailCheck } from 'lucide-react'
import type { UnsentMails as List } from '@/lib/mail/queries'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { MailStatusTag } from './mail-status-tag'

/** The operator's view of what did not go out. */
export function UnsentMails({ list, isMailConfigured }: { list: List; isMailConfigured: boolean }) {
  return (
    <>
      <PageHeader title="Mail">
        What would have gone out, for you as the operator alone: these mails hold links that let people in.
      </PageHeader>
      {isMailConfigured ? null : <HowToSetUp />}
      <div className="panel">
        {list.mails.length === 0 ? (
          <EmptyState icon={<MailCheck />} title="No mail is waiting">
            Mails that could not be sent stay here until they go out.
          </EmptyState>
        ) : (
          <ul>
            {list.mails.map((mail) => (
              <li key={mail.id} className="border-line not-first:border-t px-5 py-3">
                <MailLine mail={mail} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {list.nextBefore ? (
        <LinkButton size="sm" href={`/operator/mail?before=${list.nextBefore}`} className="justify-self-end">
          Older
        </LinkButton>
      ) : null}
    </>
  )
}

function HowToSetUp() {
  return (
    <Notice tone="warning" title="How to set mail up" className="wrap-anywhere">
      Set <code>SMTP_URL</code>, such as <code>smtp://user:password@mail.example.com:587</code>, and{' '}
      <code>MAIL_FROM</code>, such as <code>Muster &lt;muster@example.com&gt;</code>, then start the portal
      again. New mail goes out from then on; until then, open a mail here and hand its link over.
    </Notice>
  )
}

function MailLine({ mail }: { mail: List['mails'][number] }) {
  const subject = mail.subject ?? mail.template.replaceAll('_', ' ')
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium wrap-anywhere">
          {mail.isReadable ? (
            <Link href={`/operator/mail/${mail.id}`} className="hover:underline">
              {subject}
            </Link>
          ) : (
            subject
          )}
        </p>
        <p className="text-[13px] text-muted wrap-anywhere">to {mail.to}</p>
        {mail.lastError ? <p className="text-[13px] text-danger wrap-anywhere">{mail.lastError}</p> : null}
      </div>
      <MailStatusTag status={mail.status} />
      <span className="text-[13px] text-muted">
        <Time at={mail.createdAt} />
      </span>
    </div>
  )
}
