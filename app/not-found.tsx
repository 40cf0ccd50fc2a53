import type { Metadata } from 'next'
import { AuthHeader } from '@/components/shell/auth-header'
import { QuietPage } from '@/components/shell/quiet-page'
import { LinkButton } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <QuietPage>
      <AuthHeader title="There is nothing here">
        The address may be mistyped, or it leads to something that was removed or that you may not see. If
        somebody sent you here, ask them whether you have access.
      </AuthHeader>
      <LinkButton href="/" variant="primary">
        Go to the start page
      </LinkButton>
    </QuietPage>
  )
}
