import type { MyInvitation } from '@/lib/invitations/mine'
import { richWords, words } from '@/messages/words'
import { RoleTag, roleInfo } from '../members/role-tag'
import { InvitedTeams } from '../teams/invited-teams'
import { Avatar } from '../ui/avatar'
import { Card } from '../ui/card'
import { Time } from '../ui/time'
import { ReplyButtons } from './reply-buttons'

export type OpenInvitation = MyInvitation

/** The invitations that wait for the reader's answer; nothing where there are none. */
export function OpenInvitations({
  account,
  invitations,
}: {
  account: string
  invitations: OpenInvitation[]
}) {
  if (invitations.length === 0) return null
  return (
    <Card title={words('invitations.openInvitations.youAreInvited', { count: invitations.length })}>
      <ul className="grid gap-4">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-start gap-x-3 gap-y-2">
            <Avatar id={invitation.id} name={invitation.organization} shape="square" />
            <div className="min-w-0 flex-1 basis-60">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span>
                  {richWords('invitations.openInvitations.invitesYouTo', {
                    inviterName: invitation.inviterName,
                    organization: invitation.organization,
                    strong: (text) => <b className="font-medium">{text}</b>,
                  })}
                </span>
                <RoleTag role={invitation.role} />
                <InvitedTeams teams={invitation.teams} />
              </p>
              <p className="text-[13px] text-muted">
                {richWords('invitations.openInvitations.answerUntil', {
                  description: roleInfo(invitation.role).description,
                  expiresAt: <Time at={invitation.expiresAt} show="date" />,
                })}
              </p>
            </div>
            <ReplyButtons
              account={account}
              invitationId={invitation.id}
              organization={invitation.organization}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
