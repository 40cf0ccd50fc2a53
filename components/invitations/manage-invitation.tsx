'use client'

import { RotateCcw, Send } from 'lucide-react'
import { renewInvitationAction, resendInvitationAction } from '@/lib/invitations/actions'
import type { InvitationRow } from '@/lib/invitations/queries'
import { words } from '@/messages/words'
import { Card } from '../ui/card'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import { CopyLink } from './copy-link'
import { RevokeForm } from './revoke-form'

type ManageProps = { account: string; organization: string; invitation: InvitationRow }

/** Everything one can do with an invitation, as plain forms: where the buttons of its row lead without JavaScript. */
export function ManageInvitation({ account, organization, invitation }: ManageProps) {
  const { id, email, can } = invitation
  const hidden = { account, invitationId: id }
  return (
    <Card
      title={words('invitations.manageInvitation.invitationFor', { email })}
      className="w-full max-w-[640px]"
    >
      <div className="grid gap-4">
        <div className="flex flex-wrap gap-2">
          {can.resend ? (
            <Form action={resendInvitationAction} hidden={hidden} done={said}>
              <SubmitButton size="sm" icon={<Send aria-hidden="true" />}>
                {words('invitations.manageInvitation.resend')}
              </SubmitButton>
            </Form>
          ) : null}
          {can.renew ? (
            <Form action={renewInvitationAction} hidden={hidden} done={said}>
              <SubmitButton size="sm" icon={<RotateCcw aria-hidden="true" />}>
                {words('invitations.manageInvitation.renew')}
              </SubmitButton>
            </Form>
          ) : null}
          {can.copyLink ? <CopyLink account={account} invitationId={id} email={email} /> : null}
        </div>
        <hr className="border-line" />
        <RevokeForm
          account={account}
          organization={organization}
          invitation={invitation}
          cancelHref={`/${account}/members/invitations`}
        />
      </div>
    </Card>
  )
}

function said({ email }: { email: string }) {
  return (
    <Notice tone="success" role="status">
      {words('invitations.manageInvitation.theInvitationForGoesOutAgain', { email })}
    </Notice>
  )
}
