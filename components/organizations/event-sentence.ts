import { events } from '@/lib/audit/events'
import type { RecentEvent } from '@/lib/audit/queries'
import { ROLES } from '@/lib/permissions/roles'

type Words = { whom: string; was: string; now: string }

const sentences: Record<string, (words: Words) => string> = {
  'organization.created': () => 'created the organization',
  'organization.updated': () => 'changed the organization',
  'member.invited': ({ whom, now }) => `invited ${whom} as ${now}`,
  'member.joined': ({ whom, now }) => (whom ? `added ${whom} as ${now}` : `joined as ${now}`),
  'member.roleChanged': ({ whom, was, now }) => `changed the role of ${whom} from ${was} to ${now}`,
  'member.removed': ({ whom }) => `removed ${whom}`,
  'member.left': () => 'left the organization',
  'invitation.accepted': () => 'accepted the invitation',
  'invitation.declined': () => 'declined the invitation',
  'invitation.resent': ({ whom }) => `sent the invitation to ${whom} again`,
  'invitation.renewed': ({ whom }) => `renewed the invitation to ${whom}`,
  'invitation.linkCopied': ({ whom }) => `made a link for the invitation to ${whom}`,
  'invitation.revoked': ({ whom }) => `deleted the invitation to ${whom}`,
  'invitation.voided': ({ whom }) =>
    `ended the invitation to ${whom}, as its inviter may not invite any more`,
}

/** What follows the name of who did it: "invited lena@example.com as Team Contributor". */
export function eventSentence({ event, target, before, after, actor }: RecentEvent): string {
  const whom = target && target.name !== actor.name ? target.name : ''
  const say = sentences[event]
  if (say) return say({ whom, was: roleLabel(before?.role), now: roleLabel(after?.role) })
  const deed: string = { ...events }[event as keyof typeof events] ?? event // the name itself, for what a later version wrote
  return [deed.charAt(0).toLowerCase() + deed.slice(1), whom].filter(Boolean).join(': ')
}

function roleLabel(role: unknown): string {
  return ROLES.find(({ key }) => key === role)?.label ?? 'a member'
}
