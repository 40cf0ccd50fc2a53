import type { InvitationsReview } from '@/lib/invitations/many'
import { words } from '@/messages/words'
import type { ChosenFields } from '../data-table/selection'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { ReviewForm } from './review-form'

/** The question before many invitations are acted on, as a page: where the list leads without JavaScript. */
export function ReviewPage({ review, fields }: { review: InvitationsReview; fields: ChosenFields }) {
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${review.handle}/members/invitations`}>{words('batches.many.back')}</BackLink>
      <PageHeader title={words(`batches.many.title.${review.do}`, { count: review.done })} />
      <Card>
        <ReviewForm review={review} fields={fields} />
      </Card>
    </div>
  )
}
