import 'server-only'
import type { AuditDetail } from '@/db/schema'
import { ROLES, type TeamPermission, teamPermissionLabel } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { appSentences } from './app-sentences'
import { collaboratorSentences } from './collaborator-sentences'
import { eventWords } from './events'
import { tokenSentences } from './token-sentences'
import { webhookSentences } from './webhook-sentences'

/** What a sentence is made of. */
export type Told = {
  event: string
  actor: { name: string }
  target: { name: string } | null
  before: AuditDetail | null
  after: AuditDetail | null
}

/** `team` and `permission` are those after the change, or before it where nothing is after. */
export type Words = {
  whom: string
  was: string
  now: string
  team: string
  permission: string
}

const sentences: Record<string, (words: Words, told: Told) => string> = {
  'organization.created': () => words('organizations.eventSentence.createdTheOrganization'),
  'organization.updated': () => words('organizations.eventSentence.changedTheOrganization'),
  'organization.idChanged': () => words('organizations.eventSentence.changedTheId'),
  'organization.deleted': () => words('organizations.eventSentence.deletedTheOrganization'),
  'organization.restored': () => words('organizations.eventSentence.restoredTheOrganization'),
  'organization.purged': () => words('organizations.eventSentence.purgedTheOrganization'),
  'member.invited': ({ whom, now }) => words('organizations.eventSentence.invitedAs', { whom, now }),
  'member.joined': ({ whom, now }) =>
    whom
      ? words('organizations.eventSentence.addedAs', { whom, now })
      : words('organizations.eventSentence.joinedAs', { now }),
  'member.roleChanged': ({ whom, was, now }) =>
    words('organizations.eventSentence.changedTheRoleOfFromTo', { whom, was, now }),
  'member.removed': ({ whom }) => words('organizations.eventSentence.removed', { whom }),
  'member.reinstated': ({ whom, now }) => words('organizations.eventSentence.reinstatedAs', { whom, now }),
  'member.viewedAs': ({ whom }) => words('viewing.eventBegan', { whom }),
  'member.viewingEnded': ({ whom }) => words('viewing.eventEnded', { whom }),
  'members.exported': () => words('organizations.eventSentence.exportedMembers'),
  'member.left': () => words('organizations.eventSentence.leftTheOrganization'),
  'invitation.accepted': () => words('organizations.eventSentence.acceptedTheInvitation'),
  'invitation.declined': () => words('organizations.eventSentence.declinedTheInvitation'),
  'invitations.exported': () => words('batches.eventExported'),
  'invitations.sent': ({ whom }) => words('batches.event', { count: Number(whom) || 0 }),
  'invitation.resent': ({ whom }) => words('organizations.eventSentence.sentTheInvitationToAgain', { whom }),
  'invitation.renewed': ({ whom }) => words('organizations.eventSentence.renewedTheInvitationTo', { whom }),
  'invitation.linkCopied': ({ whom }) =>
    words('organizations.eventSentence.madeALinkForTheInvitationTo', { whom }),
  'invitation.revoked': ({ whom }) => words('organizations.eventSentence.deletedTheInvitationTo', { whom }),
  'invitation.voided': ({ whom }) => words('organizations.eventSentence.endedTheInvitationToAsIts', { whom }),
  'team.created': ({ whom }) => words('teams.events.created', { whom }),
  'team.updated': ({ whom }) => words('teams.events.updated', { whom }),
  'team.deleted': ({ whom }) => words('teams.events.deleted', { whom }),
  'team.restored': ({ whom }) => words('teams.events.restored', { whom }),
  'team.memberAdded': ({ whom, team }) =>
    whom ? words('teams.events.memberAdded', { whom, team }) : words('teams.events.selfAdded', { team }),
  'team.memberChanged': ({ whom, team }) => words('teams.events.memberChanged', { whom, team }),
  'team.memberRemoved': ({ whom, team }) =>
    whom ? words('teams.events.memberRemoved', { whom, team }) : words('teams.events.selfRemoved', { team }),
  'team.appAdded': (told) => words('teams.events.appAdded', told),
  'team.appChanged': (told) => words('teams.events.appChanged', told),
  'team.appRemoved': ({ whom, team }) => words('teams.events.appRemoved', { whom, team }),
  'app.created': ({ whom }) => words('apps.events.created', { app: whom }),
  'app.duplicated': ({ whom }) => words('apps.events.duplicated', { app: whom }),
  'app.deleted': ({ whom }) => words('apps.events.deleted', { app: whom }),
  'app.restored': ({ whom }) => words('apps.events.restored', { app: whom }),
  'app.purged': ({ whom }) => words('apps.events.purged', { app: whom }),
  ...appSentences,
  ...webhookSentences,
  ...tokenSentences,
  ...collaboratorSentences,
}

/** What follows the name of who did it: "invited lena@example.com as Team Contributor". */
export function eventSentence(told: Told): string {
  const { event, target, before, after, actor } = told
  const whom = target && target.name !== actor.name ? target.name : ''
  const say = sentences[event]
  if (say)
    return say(
      {
        whom,
        was: roleLabel(before?.role),
        now: roleLabel(after?.role),
        team: String(after?.team ?? before?.team ?? ''),
        permission: teamPermissionLabel((after?.permission ?? '') as TeamPermission), // another is shown as it is
      },
      told,
    )
  const deed = eventWords(event)
  return [deed.charAt(0).toLowerCase() + deed.slice(1), whom].filter(Boolean).join(': ')
}

function roleLabel(role: unknown): string {
  return ROLES.find(({ key }) => key === role)?.label ?? words('organizations.eventSentence.aMember')
}
