'use client'

import { Button, LinkButton } from '../ui/button'
import { AuthHeader } from './auth-header'

/** Something failed that we did not expect. Gives the reference that the operator finds in the log. */
export function ErrorPage({ reference, retry }: { reference: string | undefined; retry: () => void }) {
  return (
    <div className="quiet">
      <main className="quiet__card" role="alert">
        <AuthHeader title="Something went wrong on our side">
          What you did last may not have been saved. Try again; if it keeps happening, tell the people who run
          this portal{reference ? ' and give them this reference' : ''}.
        </AuthHeader>
        {reference ? <code className="text-muted">{reference}</code> : null}
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <LinkButton href="/">Go to the start page</LinkButton>
        </div>
      </main>
    </div>
  )
}
