import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names'

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert }

/** Something the reader should know, in the page. `role` makes it spoken when it appears later. */
export function Notice({
  tone = 'info',
  title,
  action,
  role,
  children,
  className,
}: {
  tone?: NoticeTone
  title?: ReactNode
  action?: ReactNode
  role?: 'alert' | 'status'
  children?: ReactNode
  className?: string
}) {
  const Icon = icons[tone]
  return (
    <div role={role} className={cx('notice', `notice--${tone}`, className)}>
      <Icon aria-hidden="true" className="notice__icon" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="notice__text">{children}</div> : null}
      </div>
      {action}
    </div>
  )
}
