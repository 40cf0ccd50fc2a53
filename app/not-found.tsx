import type { Metadata } from 'next'
import { AuthHeader } from '@/components/shell/auth-header'
import { QuietPage } from '@/components/shell/quiet-page'
import { LinkButton } from '@/components/ui/button'
import { words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({ title: words('shell.notFound.notFound') })

export default function NotFound() {
  return (
    <QuietPage>
      <AuthHeader title={words('shell.notFound.thereIsNothingHere')}>
        {words('shell.notFound.theAddressMayBeMistypedOrIt')}
      </AuthHeader>
      <LinkButton href="/" variant="primary">
        {words('shell.notFound.goToTheStartPage')}
      </LinkButton>
    </QuietPage>
  )
}
