import type { AddressLink } from '@/lib/addresses/queries'
import { signOutAction } from '@/lib/auth/actions'
import { withNext } from '@/lib/auth/next-path'
import { richWords, words } from '@/messages/words'
import { AuthHeader } from '../shell/auth-header'
import { LinkButton } from '../ui/button'
import { SubmitButton } from '../ui/submit-button'
import { VerifyAddressForm } from './verify-address-form'

/** The page behind the link that was mailed to an added address. It proves nothing yet: that is the button's part. */
export function VerifyAddress({ token, link }: { token: string; link: AddressLink | null }) {
  if (link?.state === 'used' && link.viewer === 'owner')
    return (
      <Over
        title={words('addresses.verify.done', { email: link.email })}
        text={words('addresses.verify.doneText')}
      />
    )
  if (link?.state === 'used')
    return <Over title={words('addresses.verify.used')} text={words('addresses.verify.usedText')} />
  if (link?.state !== 'live')
    return <Over title={words('addresses.verify.gone')} text={words('addresses.verify.goneText')} />
  const { email, username, viewer } = link
  const strong = (text: React.ReactNode) => <strong className="break-all text-foreground">{text}</strong>
  const here = `/verify/address/${token}`
  const title = words('addresses.verify.title')
  if (viewer === 'owner')
    return (
      <>
        <AuthHeader title={title}>
          {richWords('addresses.verify.question', { email, username, strong })}
        </AuthHeader>
        <VerifyAddressForm token={token} />
      </>
    )
  if (viewer === 'somebody_else')
    return (
      <>
        <AuthHeader title={title}>
          {richWords('addresses.verify.otherAccount', { email, username, strong })}
        </AuthHeader>
        <form action={signOutAction}>
          <input type="hidden" name="next" value={here} />
          <SubmitButton variant="primary" isFullWidth>
            {words('addresses.verify.switch')}
          </SubmitButton>
        </form>
      </>
    )
  return (
    <>
      <AuthHeader title={title}>
        {richWords('addresses.verify.signInFirst', { email, username, strong })}
      </AuthHeader>
      <LinkButton href={withNext('/sign-in', here)} variant="primary" isFullWidth>
        {words('addresses.verify.signIn')}
      </LinkButton>
    </>
  )
}

function Over({ title, text }: { title: string; text: string }) {
  return (
    <>
      <AuthHeader title={title}>{text}</AuthHeader>
      <LinkButton href="/me/account" isFullWidth>
        {words('addresses.verify.toAccount')}
      </LinkButton>
    </>
  )
}
