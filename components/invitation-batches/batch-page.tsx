import { progressPath } from '@/lib/invitation-batches/paths'
import type { getInvitationBatch } from '@/lib/invitation-batches/progress'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { BatchProgress } from './batch-progress'
import { KeptMailNotice } from './kept-mail-notice'
import { LeftOut } from './left-out'

type Batch = Awaited<ReturnType<typeof getInvitationBatch>>

/** What was sent in one go and how far its mails got; stays true after a reload, and for whoever looks later. */
export function BatchPage({ found }: { found: Batch }) {
  const { handle, batch, progress, failed, nextFailed } = found
  const path = progressPath(handle, batch.id)
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${handle}/members/invitations`}>{words('batches.progress.back')}</BackLink>
      <PageHeader title={words(`batches.progress.title.${batch.kind}`, { mails: progress.mails })}>
        {batch.creatorName}, <Time at={batch.sentAt} />
      </PageHeader>
      <Card>
        <BatchProgress path={path} progress={progress} />
      </Card>
      {progress.kept > 0 ? <KeptMailNotice /> : null}
      {failed.length > 0 ? <Failed path={path} failed={failed} next={nextFailed} /> : null}
      <LeftOut batch={batch} />
      {batch.message ? (
        <Card title={words('batches.progress.message')}>
          <p className="wrap-anywhere whitespace-pre-wrap">{batch.message}</p>
        </Card>
      ) : null}
    </div>
  )
}

function Failed({ path, failed, next }: { path: string; failed: Batch['failed']; next: string | null }) {
  return (
    <Card title={words('batches.progress.failedTitle')}>
      <p className="mb-3 text-muted">{words('batches.progress.failedIntro')}</p>
      <dl className="failed-mails">
        {failed.map(({ id, email, error }) => (
          <div key={id}>
            <dt className="font-medium wrap-anywhere">{email}</dt>
            <dd className="text-[13px] text-muted wrap-anywhere">
              {error ?? words('batches.progress.failedUnknown')}
            </dd>
          </div>
        ))}
      </dl>
      {next ? (
        <Link className="text-link mt-3 inline-block" href={`${path}?after=${next}`}>
          {words('batches.progress.more')}
        </Link>
      ) : null}
    </Card>
  )
}
