import type { ReactNode } from 'react'
import { QuietPage } from '@/components/shell/quiet-page'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <QuietPage>{children}</QuietPage>
}
