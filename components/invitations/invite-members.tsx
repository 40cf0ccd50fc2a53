import { isMailConfigured } from '@/lib/mail/queries'
import { words } from '@/messages/words'
import type { ButtonVariant } from '../ui/button'
import { DialogLink } from '../ui/dialog-link'
import { UserPlus } from '../ui/icons'
import { InviteForm } from './invite-form'

type InviteMembersProps = { account: string; organization: string; variant?: ButtonVariant }

/** The button "Invite Members" with its dialog; without JavaScript a link to the page that does the same. */
export function InviteMembers({ account, organization, variant = 'primary' }: InviteMembersProps) {
  return (
    <DialogLink
      href={`/${account}/members/invite`}
      label={words('invitations.inviteMembers.inviteMembers')}
      variant={variant}
      icon={<UserPlus aria-hidden="true" />}
      title={words('invitations.inviteMembers.invitePeopleTo', { organization })}
      description={invitePurpose()}
      dialogSize="lg"
    >
      <InviteForm account={account} isMailConfigured={isMailConfigured()} />
    </DialogLink>
  )
}

export const invitePurpose = () => words('invitations.inviteMembers.purpose')
