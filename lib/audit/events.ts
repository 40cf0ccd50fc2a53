import { words } from '@/messages/words'

/** Every kind of change the history knows: `noun.happened`. The sentence that is shown for it stands under `audit.events`. */
export const events = [
  'account.created',
  'account.deleted',
  'email.verified',
  'email.added',
  'email.removed',
  'email.madePrimary',
  'password.changed',
  'password.reset',
  'session.started',
  'session.ended',
  'session.revoked',
  'profile.updated',
  'organization.created',
  'organization.updated',
  'organization.idChanged',
  'organization.deleted',
  'organization.restored',
  'organization.purged',
  'member.invited',
  'member.joined',
  'member.roleChanged',
  'member.removed',
  'member.left',
  'invitations.exported',
  'invitations.sent',
  'member.reinstated',
  'member.viewedAs',
  'member.viewingEnded',
  'members.exported',
  'invitation.accepted',
  'invitation.declined',
  'invitation.resent',
  'invitation.renewed',
  'invitation.linkCopied',
  'invitation.revoked',
  'invitation.voided',
  'app.created',
  'app.duplicated',
  'app.deleted',
  'app.restored',
  'app.purged',
  'audit.exported',
  'team.created',
  'team.updated',
  'team.deleted',
  'team.restored',
  'team.memberAdded',
  'team.memberChanged',
  'team.memberRemoved',
  'team.appAdded',
  'team.appChanged',
  'team.appRemoved',
] as const

export type EventName = (typeof events)[number]

/** What happened, as the history shows it: "Changed the role". A later version may have written what this one does not know. */
export function eventWords(event: string): string {
  const known = events.find((name) => name === event)
  return known ? words(`audit.events.${known}`) : event
}
