import type { ReactNode } from 'react'

/** The title of a quiet page, with one line of what it is for. */
export function AuthHeader({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <h1 className="text-xl leading-7 font-semibold tracking-[-0.01em] text-balance">{title}</h1>
      {children ? <div className="mt-1 text-muted">{children}</div> : null}
    </div>
  )
}
