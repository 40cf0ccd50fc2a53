import type { ReactNode } from 'react'
import { PortalFrame } from '../portal-frame'

export default function OperatorLayout({ children }: { children: ReactNode }) {
  return (
    <PortalFrame account={null} hidesMailNotice>
      {children}
    </PortalFrame>
  )
}
