import { AuthHeader } from '../shell/auth-header'
import { QuietPage } from '../shell/quiet-page'
import { LinkButton } from '../ui/button'

/** What who is not signed in finds at the address of the portal. */
export function Landing({ isFresh }: { isFresh: boolean }) {
  return (
    <QuietPage>
      <AuthHeader title={isFresh ? 'Welcome to your new portal' : 'Who is in, what they may touch, and why'}>
        {isFresh
          ? 'Nobody has an account yet. The first one runs the portal: it is ready at once and needs no mail.'
          : 'Members, roles and invitations of your organization, in one place.'}
      </AuthHeader>
      {isFresh ? (
        <LinkButton href="/sign-up" variant="primary" isFullWidth>
          Create the first account
        </LinkButton>
      ) : (
        <div className="grid gap-2">
          <LinkButton href="/sign-in" variant="primary" isFullWidth>
            Sign in
          </LinkButton>
          <LinkButton href="/sign-up" isFullWidth>
            Create account
          </LinkButton>
        </div>
      )}
    </QuietPage>
  )
}
