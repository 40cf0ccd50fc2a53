import { pastePath } from '@/lib/invitation-batches/paths'
import type { checkInvitationDraft } from '@/lib/invitation-batches/queries'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { PageHeader } from '../ui/page-header'
import { CheckForm } from './check-form'

type CheckPageProps = { check: Awaited<ReturnType<typeof checkInvitationDraft>> }

/** What would become of every line of a list, before anybody is written to: the second of three steps. */
export function CheckPage({ check }: CheckPageProps) {
  const { handle, draft, ...rest } = check
  return (
    <div className="grid gap-4">
      <BackLink href={pastePath(handle)}>{words('batches.check.back')}</BackLink>
      <PageHeader title={words('batches.check.title')}>{words('batches.check.intro')}</PageHeader>
      <CheckForm
        account={handle}
        batchId={draft.id}
        isAgain={draft.isAgain}
        rows={rest.rows}
        counts={rest.counts}
        unknownRoles={rest.unknownRoles}
        show={rest.show}
        previous={rest.previous}
        next={rest.next}
      />
    </div>
  )
}
