import { MailCheck } from 'lucide-react'
import type { UnsentMails as List } from '@/lib/mail/queries'
import { richWords, words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { MailStatusTag } from './mail-status-tag'
import { SendUnsent } from './send-unsent'

/** The operator's view of what did not go out. */
export function UnsentMails({ list, isMailConfigured }: { list: List; isMailConfigured: boolean }) {
  return (
    <>
      <PageHeader title={words('operator.unsentMails.mail')}>
        {words('operator.unsentMails.whatWouldHaveGoneOutForYouAs')}
      </PageHeader>
      {isMailConfigured ? <Kept counts={list.counts} /> : <HowToSetUp />}
      <div className="panel">
        {list.mails.length === 0 ? (
          <EmptyState icon={<MailCheck />} title={words('operator.unsentMails.noMailIsWaiting')}>
            {words('operator.unsentMails.mailsThatCouldNotBeSentStay')}
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
          {words('operator.unsentMails.older')}
        </LinkButton>
      ) : null}
    </>
  )
}

function Kept({ counts }: { counts: List['counts'] }) {
  const count = (counts.kept ?? 0) + (counts.failed ?? 0)
  if (count === 0) return null
  return (
    <div className="panel grid gap-3 px-5 py-4">
      <p className="text-muted">{words('operator.unsentMails.keptHint', { count })}</p>
      <SendUnsent count={count} />
    </div>
  )
}

function HowToSetUp() {
  return (
    <Notice tone="warning" title={words('operator.unsentMails.howToSetMailUp')} className="wrap-anywhere">
      {richWords('operator.unsentMails.setSmtpUrlSuchAsSmtpUser', { code: (text) => <code>{text}</code> })}
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
        <p className="text-[13px] text-muted wrap-anywhere">
          {words('operator.unsentMails.to', { to: mail.to })}
        </p>
        {mail.lastError ? <p className="text-[13px] text-danger wrap-anywhere">{mail.lastError}</p> : null}
      </div>
      <MailStatusTag status={mail.status} />
      <span className="text-[13px] text-muted">
        <Time at={mail.createdAt} />
      </span>
    </div>
  )
}
