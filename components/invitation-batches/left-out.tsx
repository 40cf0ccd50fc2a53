import type { SentBatch } from '@/lib/invitation-batches/progress'
import { words } from '@/messages/words'
import { Card } from '../ui/card'

const WHY = ['bad_address', 'bad_role', 'member', 'invited', 'duplicate', 'over_limit', 'left_out'] as const

/** Who on a list is not invited, and why: a sentence for each reason, with how many. */
export function leftOutWords(outcome: SentBatch['outcome']): string[] {
  return WHY.flatMap((why) => {
    const count = outcome[why] ?? 0
    return count > 0 ? [words(`batches.progress.outcome.${why}`, { count })] : []
  })
}

/** The same once it was sent. */
export function LeftOut({ batch: { outcome } }: { batch: SentBatch }) {
  const reasons = leftOutWords(outcome)
  if (reasons.length === 0) return null
  return (
    <Card title={words('batches.progress.leftOut')}>
      <Reasons reasons={reasons} />
    </Card>
  )
}

export function Reasons({ reasons }: { reasons: string[] }) {
  return (
    <ul className="list-disc ps-5">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}
