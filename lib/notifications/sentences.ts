import { ROLES } from '@/lib/permissions/roles'
import { words } from '@/messages/words'

/** Everything the bell tells of. */
export type NoticeKind =
  | 'invitation.received'
  | 'invitation.accepted'
  | 'invitation.declined'
  | 'member.reinstated'
  | 'member.removed'
  | 'member.roleChanged'
  | 'organization.deleted'
  | 'organization.restored'

type Detail = Record<string, string>
type Sentence = (detail: Detail) => { text: string; href: string | null }

/** What a notification says, and where it leads. Details were written when it happened: names are those of then. */
export function sentenceOf(kind: string, detail: Detail): ReturnType<Sentence> {
  const say = sentences[kind as NoticeKind] as Sentence | undefined // an older or newer version may have written another kind
  return say ? say(detail) : { text: 'Something changed.', href: null }
}

const sentences: Record<NoticeKind, Sentence> = {
  'invitation.received': ({ by, organization, role }) => ({
    text: `${by} invites you to ${organization} as ${labelOf(role)}.`,
    href: null,
  }),
  'invitation.accepted': ({ by, organization, role, handle }) => ({
    text: `${by} accepted your invitation to ${organization} and is ${labelOf(role)} now.`,
    href: `/${handle}/members`,
  }),
  'invitation.declined': ({ by, organization, handle }) => ({
    text: `${by} declined your invitation to ${organization}.`,
    href: `/${handle}/members/invitations`,
  }),
  'member.removed': ({ by, organization }) => ({
    text: `${by} removed you from ${organization}.`,
    href: null,
  }),
  'member.reinstated': ({ by, organization, role, handle }) => ({
    text: `${by} brought you back to ${organization} as ${labelOf(role)}.`,
    href: `/${handle}`,
  }),
  'member.roleChanged': ({ by, organization, role, handle }) => ({
    text: `${by} made you ${labelOf(role)} in ${organization}.`,
    href: `/${handle}`,
  }),
  'organization.deleted': ({ by, organization, role, until }) => ({
    text: words('notices.organization.deleted', {
      by: by ?? '',
      organization: organization ?? '',
      role: role ?? '',
      until: new Date(until ?? 0),
    }),
    href: role === 'admin' ? '/organizations/deleted' : null,
  }),
  'organization.restored': ({ by, organization, handle }) => ({
    text: words('notices.organization.restored', { by: by ?? '', organization: organization ?? '' }),
    href: `/${handle}`,
  }),
}

const labelOf = (role: string | undefined) => ROLES.find(({ key }) => key === role)?.label ?? 'member'
