import { signOutAction } from '@/lib/auth/actions'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'

type SwitchAccountProps = { token: string; meantFor: string; viewer: { name: string; email: string } }

/** For somebody who is signed in as another person than the invitation is meant for: out, and back here as the right one. */
export function SwitchAccount({ token, meantFor, viewer }: SwitchAccountProps) {
  return (
    <>
      <Notice tone="warning" title="This invitation is for somebody else">
        You are signed in as {viewer.name} ({viewer.email}). Only{' '}
        <span className="inline-block max-w-full wrap-anywhere">{meantFor}</span> can answer it. Is that you,
        too? Switch to that account.
      </Notice>
      <form action={signOutAction}>
        <input type="hidden" name="next" value={`/invitations/${token}`} />
        <SubmitButton variant="primary" isFullWidth>
          Sign out and switch account
        </SubmitButton>
      </form>
    </>
  )
}
