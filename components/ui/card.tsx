import type { ReactNode } from 'react'
import { cx } from './class-names'

/** A bordered surface, with an optional title, purpose and action. */
export function Card({
  title,
  description,
  action,
  footer,
  children,
  className,
}: {
  title?: ReactNode
  description?: ReactNode
  action?: ReactNode
  footer?: ReactNode
  children?: ReactNode
  className?: string
}) {
  return (
    <section className={cx('panel', className)}>
      {title ? (
        <div className="panel__header">
          <div className="min-w-0">
            <h2 className="text-[15px] leading-5 font-semibold">{title}</h2>
            {description ? <div className="mt-1 text-muted">{description}</div> : null}
          </div>
          {action}
        </div>
      ) : null}
      {children ? <div className="panel__body">{children}</div> : null}
      {footer ? <div className="panel__footer">{footer}</div> : null}
    </section>
  )
}
