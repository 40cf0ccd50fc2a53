import { ShieldHalf } from 'lucide-react'
import { words } from '@/messages/words'
import { Tag } from '../ui/tag'

/** Marks a restricted team wherever it is named: its members reach its apps, and nothing else. */
export function RestrictedTag() {
  return (
    <Tag
      tone="warning"
      size="sm"
      icon={<ShieldHalf aria-hidden="true" />}
      title={words('teams.restricted.short')}
    >
      {words('teams.restricted.label')}
    </Tag>
  )
}
