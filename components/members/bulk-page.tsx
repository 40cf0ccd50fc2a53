import type { MembersReview } from '@/lib/members/review-members'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { BulkReview } from './bulk-review'
import { ChooseRole } from './choose-role'

type BulkPageProps = { account: string; review: MembersReview; fields: Record<string, string> }

/** What the dialog over the table does, on a page that needs no JavaScript. */
export function BulkPage({ account, review, fields }: BulkPageProps) {
  const { do: deed, newRole, count, organization } = review
  const path = `/${account}/members`
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={path}>{words('members.bulk.back')}</BackLink>
      <PageHeader title={words('members.bulk.question', { deed, count, organization })} />
      <Card>
        {deed === 'role' && !newRole && count > 0 ? (
          <ChooseRole action={`${path}/review`} fields={{ ...fields, do: deed }} />
        ) : (
          <BulkReview account={account} review={review} fields={fields} />
        )}
      </Card>
    </div>
  )
}
