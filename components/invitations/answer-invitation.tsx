import { withNext } from '@/lib/auth/next-path'
import type { FoundInvitation } from '@/lib/invitations/find'
import { RoleTag, roleInfo } from '../members/role-tag'
import { AuthHeader } from '../shell/auth-header'
import { LinkButton } from '../ui/button'
import { KeyValue } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { Time } from '../ui/time'
import { AnswerButtons } from './answer-buttons'
import { AnswerEnded, AnswerUnknown } from './answer-ended'
import { SwitchAccount } from './answer-switch'

type AnswerProps = { token: string; invitation: FoundInvitation | null }

/** The page behind a link to an invitation: what it is about, and what its reader can do about it. */
export function AnswerInvitation({ token, invitation }: AnswerProps) {
  if (!invitation) return <AnswerUnknown />
  const { state, organization, inviterName } = invitation
  if (state !== 'pending') return <AnswerEnded state={state} invitation={invitation} />
  return (
    <>
      <AuthHeader title={`Join ${organization.name}`}>
        {inviterName} invites you to {organization.name} on Muster.
      </AuthHeader>
      <Terms invitation={invitation} />
      <Answer token={token} invitation={invitation} />
    </>
  )
}

type Known = { token: string; invitation: FoundInvitation }

function Terms({ invitation: { role, inviterName, email, expiresAt } }: Pick<Known, 'invitation'>) {
  return (
    <KeyValue
      items={[
        {
          label: 'Role',
          value: (
            <span className="grid min-w-0 gap-1">
              <span>
                <RoleTag role={role} />
              </span>
              <span className="text-[13px] text-muted">{roleInfo(role).description}</span>
            </span>
          ),
        },
        { label: 'Invited by', value: inviterName },
        { label: 'Meant for', value: <span className="wrap-anywhere">{email}</span> },
        { label: 'Answer until', value: <Time at={expiresAt} show="moment" /> },
      ]}
    />
  )
}

function Answer({ token, invitation }: Known) {
  const { viewer, organization } = invitation
  switch (viewer.is) {
    case 'anonymous':
      return <ForNewcomers token={token} invitation={invitation} />
    case 'somebody_else':
      return <SwitchAccount token={token} meantFor={invitation.email} viewer={viewer} />
    case 'unverified':
      return (
        <Notice tone="warning" title="Confirm your address first">
          Open the link in the mail that we sent to {invitation.email}, then come back here. Only whoever
          receives mail there may answer.
        </Notice>
      )
    case 'meant':
      return <AnswerButtons token={token} organization={organization.name} isMember={viewer.isMember} />
  }
}

function ForNewcomers({ token, invitation: { link, email } }: Known) {
  const here = `/invitations/${token}`
  return (
    <>
      <div className="grid gap-2">
        <LinkButton href={withNext('/sign-up', here)} variant="primary" isFullWidth>
          Create your account
        </LinkButton>
        <LinkButton href={withNext('/sign-in', here)} isFullWidth>
          Sign in
        </LinkButton>
      </div>
      <p className="text-[13px] text-muted">
        Use the address <span className="inline-block max-w-full wrap-anywhere">{email}</span>.{' '}
        {link === 'mailed'
          ? 'This link came to it by mail, so nothing more is needed; then you can accept or decline.'
          : 'We send a mail there to confirm that it is yours; then you can accept or decline.'}
      </p>
    </>
  )
}
