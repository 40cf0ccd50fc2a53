/** Every kind of change the history knows, with the sentence that is shown for it. `noun.happened`. */
export const events = {
  'account.created': 'Created the account',
  'email.verified': 'Verified the e-mail address',
  'password.changed': 'Changed the password',
  'password.reset': 'Set a new password by mail',
  'session.started': 'Signed in',
  'session.ended': 'Signed out',
  'session.revoked': 'Ended a sign-in elsewhere',
  'profile.updated': 'Changed the profile',
  'organization.created': 'Created the organization',
  'organization.updated': 'Changed the organization',
  'member.invited': 'Invited',
  'member.joined': 'Joined',
  'member.roleChanged': 'Changed the role',
  'member.removed': 'Removed',
  'member.left': 'Left',
  'invitation.accepted': 'Accepted the invitation',
  'invitation.declined': 'Declined the invitation',
  'invitation.resent': 'Sent the invitation again',
  'invitation.renewed': 'Renewed the invitation',
  'invitation.linkCopied': 'Copied a link to the invitation',
  'invitation.revoked': 'Deleted the invitation',
  'invitation.voided': 'Invitation ended with its inviter’s rights',
} as const

export type EventName = keyof typeof events
