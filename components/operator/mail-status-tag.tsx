import { Archive, Clock, MailX } from 'lucide-react'
import { Tag } from '../ui/tag'

/** What became of a mail so far. */
export function MailStatusTag({ status }: { status: string }) {
  if (status === 'failed')
    return (
      <Tag tone="danger" icon={<MailX aria-hidden="true" />}>
        Failed
      </Tag>
    )
  if (status === 'kept')
    return (
      <Tag icon={<Archive aria-hidden="true" />} title="Mail is not set up">
        Kept
      </Tag>
    )
  return (
    <Tag tone="warning" icon={<Clock aria-hidden="true" />} title="It is tried again by itself">
      Waiting
    </Tag>
  )
}
