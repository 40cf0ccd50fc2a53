import { words } from '@/messages/words'
import { AuthHeader } from '../shell/auth-header'
import { QuietPage } from '../shell/quiet-page'
import { LinkButton } from '../ui/button'

/** What who is not signed in finds at the address of the portal. */
export function Landing({ isFresh }: { isFresh: boolean }) {
  return (
    <QuietPage>
      <AuthHeader
        title={
          isFresh
            ? words('organizations.landing.welcomeToYourNewPortal')
            : words('organizations.landing.whoIsInWhatTheyMayTouchAndWhy')
        }
      >
        {isFresh
          ? words('organizations.landing.nobodyHasAnAccountYetTheFirst')
          : words('organizations.landing.membersRolesAndInvitationsOf')}
      </AuthHeader>
      {isFresh ? (
        <LinkButton href="/sign-up" variant="primary" isFullWidth>
          {words('organizations.landing.createTheFirstAccount')}
        </LinkButton>
      ) : (
        <div className="grid gap-2">
          <LinkButton href="/sign-in" variant="primary" isFullWidth>
            {words('organizations.landing.signIn')}
          </LinkButton>
          <LinkButton href="/sign-up" isFullWidth>
            {words('organizations.landing.createAccount')}
          </LinkButton>
        </div>
      )}
    </QuietPage>
  )
}
