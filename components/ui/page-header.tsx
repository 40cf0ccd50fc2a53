import type { ReactNode } from 'react'

/** Title, one line of purpose, one primary action. */
export function PageHeader({
  title,
  children,
  action,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <header className="page-header">
      <div className="min-w-0">
        <h1 className="text-xl leading-7 font-semibold tracking-[-0.01em] text-balance">{title}</h1>
        {children ? <div className="mt-0.5 max-w-[70ch] text-pretty text-muted">{children}</div> : null}
      </div>
      {action ? <div className="page-header__action">{action}</div> : null}
    </header>
  )
}
