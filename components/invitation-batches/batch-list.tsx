import { discardInvitationDraftAction } from '@/lib/invitation-batches/actions'
import { checkPath, progressPath } from '@/lib/invitation-batches/paths'
import type { BatchSummary } from '@/lib/invitation-batches/queries'
import { words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'

/** One's own lists that were not sent, and what was sent lately. */
export function BatchList({ account, batches }: { account: string; batches: BatchSummary[] }) {
  return (
    <Card title={words('batches.paste.drafts')}>
      <ul className="batch-list">
        {batches.map((batch) =>
          batch.state === 'draft' ? (
            <DraftItem key={batch.id} account={account} batch={batch} />
          ) : (
            <SentItem key={batch.id} account={account} batch={batch} />
          ),
        )}
      </ul>
    </Card>
  )
}

type ItemProps = { account: string; batch: BatchSummary }

function DraftItem({ account, batch: { id, size, at } }: ItemProps) {
  return (
    <li>
      <span className="batch-list__what">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {words('batches.paste.draftLines', { lines: size })}
          <Tag tone="warning">{words('batches.paste.draft')}</Tag>
        </span>
        <span className="text-[13px] text-muted">
          <Time at={at} />
        </span>
      </span>
      <Form action={discardInvitationDraftAction} hidden={{ account, batchId: id }}>
        <SubmitButton
          variant="ghost"
          size="sm"
          aria-label={words('batches.paste.discardList', { lines: size })}
        >
          {words('batches.paste.discard')}
        </SubmitButton>
      </Form>
      <LinkButton href={checkPath(account, id)} size="sm">
        {words('batches.paste.goOn')}
      </LinkButton>
    </li>
  )
}

const SENT = {
  invite: 'batches.paste.sentInvite',
  resend: 'batches.paste.sentResend',
  renew: 'batches.paste.sentRenew',
} as const

function SentItem({ account, batch: { id, kind, size, at, creatorName } }: ItemProps) {
  return (
    <li>
      <span className="batch-list__what">
        <span className="font-medium">{words('batches.paste.sentMails', { mails: size })}</span>
        <span className="text-[13px] text-muted">
          {words(SENT[kind], { name: creatorName })}, <Time at={at} />
        </span>
      </span>
      <LinkButton href={progressPath(account, id)} size="sm">
        {words('batches.paste.progress')}
      </LinkButton>
    </li>
  )
}
