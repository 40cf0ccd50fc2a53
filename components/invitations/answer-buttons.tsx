'use client'

import { acceptInvitationAction, declineInvitationAction } from '@/lib/invitations/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'

type AnswerButtonsProps = { token: string; organization: string; isMember: boolean }

/** Accept and Decline, each a POST of its own. */
export function AnswerButtons({ token, organization, isMember }: AnswerButtonsProps) {
  return (
    <>
      {isMember ? (
        <Notice title={words('invitations.answerButtons.youAreAMemberOfAlready', { organization })}>
          {words('invitations.answerButtons.acceptingChangesNothingAbout')}
        </Notice>
      ) : null}
      <div className="grid gap-2">
        <Form
          action={acceptInvitationAction}
          hidden={{ token }}
          submit={words('invitations.answerButtons.accept')}
          isSubmitFullWidth
        />
        <Form
          action={declineInvitationAction}
          hidden={{ token }}
          submit={words('invitations.answerButtons.decline')}
          submitVariant="secondary"
          isSubmitFullWidth
        />
      </div>
    </>
  )
}
