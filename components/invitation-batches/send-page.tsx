import { waitInWords } from '@/lib/errors'
import type { reviewInvitationDraft } from '@/lib/invitation-batches/queries'
import { isMailConfigured } from '@/lib/mail/queries'
import { roleLabel } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { Card } from '../ui/card'
import { KeyValue } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { KeptMailNotice } from './kept-mail-notice'
import { leftOutWords, Reasons } from './left-out'
import { SendForm } from './send-form'

type SendPageProps = { review: Awaited<ReturnType<typeof reviewInvitationDraft>> }

/** What is asked once more before many people are invited: the last of three steps. */
export function SendPage({ review }: SendPageProps) {
  const { handle, organization, draft, counts, roles } = review
  const { invited } = counts
  const leftOut = leftOutWords(counts.verdicts)
  return (
    <div className="grid max-w-[640px] gap-4">
      <PageHeader title={words('batches.send.title', { count: invited, organization })}>
        {words('batches.send.intro')}
      </PageHeader>
      {isMailConfigured() ? null : <KeptMailNotice />}
      <Limit review={review} />
      <Card>
        <div className="grid gap-4">
          <KeyValue
            items={[
              ...roles.map(({ role, count }) => ({
                label: words('batches.send.as', { role: roleLabel(role) }),
                value: <span className="tabular-nums">{count.toLocaleString('en')}</span>,
              })),
              ...(leftOut.length > 0
                ? [{ label: words('batches.send.leftOut'), value: <Reasons reasons={leftOut} /> }]
                : []),
            ]}
          />
          {invited === 0 ? <Notice tone="warning">{words('batches.send.nobody')}</Notice> : null}
          <SendForm account={handle} batchId={draft.id} message={draft.message} count={invited} />
        </div>
      </Card>
    </div>
  )
}

/** The limit on inviting is said before somebody runs into it. */
function Limit({ review: { counts, allowance } }: SendPageProps) {
  const { most, left, secondsUntilMore, isNew } = allowance
  const over = counts.invited - left
  const about = isNew ? words('batches.send.isNew', { most }) : null
  if (over <= 0)
    return about ? (
      <Notice>
        {words('batches.send.limit', { left, most })} {about}
      </Notice>
    ) : null
  const wait = words('batches.send.inTime', { time: waitInWords(secondsUntilMore || 3600) })
  return (
    <Notice tone="warning">
      {words('batches.send.tooMany', { most, left, wait, over })} {about}
    </Notice>
  )
}
