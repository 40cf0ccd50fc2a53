'use client'

import { acceptInvitationAction, declineInvitationAction } from '@/lib/invitations/actions'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'

type AnswerButtonsProps = { token: string; organization: string; isMember: boolean }

/** Accept and Decline, each a POST of its own. */
export function AnswerButtons({ token, organization, isMember }: AnswerButtonsProps) {
  return (
    <>
      {isMember ? (
        <Notice title={`You are a member of ${organization} already`}>
          Accepting changes nothing about your role.
        </Notice>
      ) : null}
      <div className="grid gap-2">
        <Form action={acceptInvitationAction} hidden={{ token }} submit="Accept" isSubmitFullWidth />
        <Form
          action={declineInvitationAction}
          hidden={{ token }}
          submit="Decline"
          submitVariant="secondary"
          isSubmitFullWidth
        />
      </div>
    </>
  )
}
