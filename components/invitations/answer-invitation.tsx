import { withNext } from '@/lib/auth/next-path'
import type { FoundInvitation } from '@/lib/invitations/find'
import { richWords, words } from '@/messages/words'
import { RoleTag, roleInfo } from '../members/role-tag'
import { AuthHeader } from '../shell/auth-header'
import { InvitedTeams } from '../teams/invited-teams'
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
      <AuthHeader title={words('invitations.answerInvitation.join', { name: organization.name })}>
        {words('invitations.answerInvitation.invitesYouToOnMuster', { inviterName, name: organization.name })}
      </AuthHeader>
      <Terms invitation={invitation} />
      <Answer token={token} invitation={invitation} />
    </>
  )
}

type Known = { token: string; invitation: FoundInvitation }

function Terms({ invitation: { role, teams, inviterName, email, expiresAt } }: Pick<Known, 'invitation'>) {
  return (
    <KeyValue
      items={[
        {
          label: words('invitations.answerInvitation.role'),
          value: (
            <span className="grid min-w-0 gap-1">
              <span>
                <RoleTag role={role} />
              </span>
              <span className="text-[13px] text-muted">{roleInfo(role).description}</span>
            </span>
          ),
        },
        ...(teams.length > 0
          ? [{ label: words('teams.invited.label'), value: <InvitedTeams teams={teams} /> }]
          : []),
        { label: words('invitations.answerInvitation.invitedBy'), value: inviterName },
        {
          label: words('invitations.answerInvitation.meantFor'),
          value: <span className="wrap-anywhere">{email}</span>,
        },
        {
          label: words('invitations.answerInvitation.answerUntil'),
          value: <Time at={expiresAt} show="moment" />,
        },
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
      return (
        <SwitchAccount
          here={`/invitations/${token}`}
          title={words('invitations.answerSwitch.thisInvitationIsForSomebody')}
          meantFor={invitation.email}
          viewer={viewer}
        />
      )
    case 'unverified':
      return (
        <Notice tone="warning" title={words('invitations.answerInvitation.confirmYourAddressFirst')}>
          {words('invitations.answerInvitation.openTheLinkInTheMailThatWeSent', { email: invitation.email })}
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
          {words('invitations.answerInvitation.createYourAccount')}
        </LinkButton>
        <LinkButton href={withNext('/sign-in', here)} isFullWidth>
          {words('invitations.answerInvitation.signIn')}
        </LinkButton>
      </div>
      <p className="text-[13px] text-muted">
        {richWords(
          link === 'mailed'
            ? 'invitations.answerInvitation.useTheMailedAddress'
            : 'invitations.answerInvitation.useTheAddress',
          { email, span: (text) => <span className="inline-block max-w-full wrap-anywhere">{text}</span> },
        )}
      </p>
    </>
  )
}
