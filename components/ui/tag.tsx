import type { ReactNode } from 'react'
import { cx } from './class-names'

export type Tone = 'default' | 'accent' | 'success' | 'warning' | 'danger'

/** A short word about a thing, with an icon: never colour alone. */
export function Tag({
  tone = 'default',
  size = 'md',
  icon,
  title,
  children,
}: {
  tone?: Tone
  size?: 'sm' | 'md'
  icon?: ReactNode
  title?: string
  children: ReactNode
}) {
  return (
    <span
      className={cx('tag', size === 'sm' && 'tag--sm', tone !== 'default' && `tag--${tone}`)}
      title={title}
    >
      {icon}
      {children}
    </span>
  )
}
