import { Archive, Clock, MailX } from 'lucide-react'
import { words } from '@/messages/words'
import { Tag } from '../ui/tag'

/** What became of a mail so far. */
export function MailStatusTag({ status }: { status: string }) {
  if (status === 'failed')
    return (
      <Tag tone="danger" icon={<MailX aria-hidden="true" />}>
        {words('operator.mailStatusTag.failed')}
      </Tag>
    )
  if (status === 'kept')
    return (
      <Tag icon={<Archive aria-hidden="true" />} title={words('operator.mailStatusTag.mailIsNotSetUp')}>
        {words('operator.mailStatusTag.kept')}
      </Tag>
    )
  return (
    <Tag
      tone="warning"
      icon={<Clock aria-hidden="true" />}
      title={words('operator.mailStatusTag.itIsTriedAgainByItself')}
    >
      {words('operator.mailStatusTag.waiting')}
    </Tag>
  )
}
