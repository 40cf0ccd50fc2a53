import type { ReinstatingReview } from '@/lib/members/departed'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { ReinstateForm } from './reinstate-form'

type ReinstatePageProps = { account: string; review: ReinstatingReview; fields: Record<string, string> }

/** What comes back with whom, and what does not and why; and the button that does it. */
export function ReinstatePage({ account, review, fields }: ReinstatePageProps) {
  const { count, people } = review
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${account}/members/removed`}>{words('members.reinstate.back')}</BackLink>
      <PageHeader title={words('members.reinstate.question', { count, name: people[0]?.name ?? '' })}>
        {count > 0 ? words('members.reinstate.intro') : null}
      </PageHeader>
      <Card>
        <ReinstateForm account={account} review={review} fields={fields} />
      </Card>
    </div>
  )
}
