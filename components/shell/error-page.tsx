'use client'

import { words } from '@/messages/words'
import { Button, LinkButton } from '../ui/button'
import { AuthHeader } from './auth-header'

/** Something failed that we did not expect. Gives the reference that the operator finds in the log. */
export function ErrorPage({ reference, retry }: { reference: string | undefined; retry: () => void }) {
  return (
    <div className="quiet">
      <main className="quiet__card" role="alert">
        <AuthHeader title={words('shell.errorPage.somethingWentWrongOnOurSide')}>
          {words(reference ? 'shell.errorPage.whatToDoWithReference' : 'shell.errorPage.whatToDo')}
        </AuthHeader>
        {reference ? <code className="text-muted">{reference}</code> : null}
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={retry}>
            {words('shell.errorPage.tryAgain')}
          </Button>
          <LinkButton href="/">{words('shell.errorPage.goToTheStartPage')}</LinkButton>
        </div>
      </main>
    </div>
  )
}
