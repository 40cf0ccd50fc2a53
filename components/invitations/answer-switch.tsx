import { signOutAction } from '@/lib/auth/actions'
import { richWords, words } from '@/messages/words'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'

type SwitchAccountProps = {
  /** The address of the page that one comes back to. */
  here: string
  title: string
  meantFor: string
  viewer: { name: string; email: string }
}

/** For somebody who is signed in as another person than what they opened is meant for: out, and back here as the right one. */
export function SwitchAccount({ here, title, meantFor, viewer }: SwitchAccountProps) {
  return (
    <>
      <Notice tone="warning" title={title}>
        {richWords('invitations.answerSwitch.youAreSignedInAsOnlyCanAnswer', {
          name: viewer.name,
          email: viewer.email,
          meantFor,
          span: (text) => <span className="inline-block max-w-full wrap-anywhere">{text}</span>,
        })}
      </Notice>
      <form action={signOutAction}>
        <input type="hidden" name="next" value={here} />
        <SubmitButton variant="primary" isFullWidth>
          {words('invitations.answerSwitch.signOutAndSwitchAccount')}
        </SubmitButton>
      </form>
    </>
  )
}
