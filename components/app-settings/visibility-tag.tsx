import { Building2, Globe, Lock, type LucideIcon } from 'lucide-react'
import { type Visibility, visibilityWords } from '@/lib/app-settings/choices'
import { Tag } from '../ui/tag'

const icons: Record<Visibility, LucideIcon> = { private: Lock, organization: Building2, public: Globe }

/** The sign of a visibility, the same wherever it appears. */
export function VisibilityIcon({ visibility }: { visibility: Visibility }) {
  const Icon = icons[visibility]
  return <Icon aria-hidden="true" />
}

/** Who may see an app, as it looks everywhere: sign and words. */
export function VisibilityTag({ visibility }: { visibility: Visibility }) {
  const { label, description } = visibilityWords(visibility)
  return (
    <Tag icon={<VisibilityIcon visibility={visibility} />} title={description}>
      {label}
    </Tag>
  )
}
