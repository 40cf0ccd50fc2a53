import type { ReactNode } from 'react'
import { AppNav } from './app-nav'

type AppFrameProps = Parameters<typeof AppNav>[0] & { children: ReactNode }

/** The frame of an app's pages. Its sidebar stands in the place of the account's, which the style sheet puts away. */
export function AppFrame({ children, ...nav }: AppFrameProps) {
  return (
    <div className="app-frame">
      <AppNav {...nav} />
      <div className="app-content">{children}</div>
    </div>
  )
}
