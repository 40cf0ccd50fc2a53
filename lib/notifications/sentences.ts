import { ROLES } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { tokenNotices } from './token-notices'

/** Everything the bell tells of. */
export type NoticeKind =
  | 'app.arrived'
  | 'app.movedAway'
  | 'app.shared'
  | 'collaborator.changed'
  | 'collaborator.removed'
  | 'collaborator.restored'
  | 'invitation.received'
  | 'invitation.accepted'
  | 'invitation.declined'
  | 'member.reinstated'
  | 'member.removed'
  | 'member.roleChanged'
  | 'organization.deleted'
  | 'organization.restored'
  | 'share.accepted'
  | 'share.declined'
  | 'collaborator.left'
  | 'team.memberAdded'
  | 'team.memberRemoved'
  | 'team.deleted'
  | 'webhook.disabled'
  | 'token.created'
  | 'token.rotated'
  | 'token.waiting'
  | 'token.approved'
  | 'token.refused'
  | 'token.revoked'
  | 'token.expiring'
  | 'appKey.revoked'

export type Detail = Record<string, string>
export type Sentence = (detail: Detail) => { text: string; href: string | null }

/** What a notification says, and where it leads. Details were written when it happened: names are those of then. */
export function sentenceOf(kind: string, detail: Detail): ReturnType<Sentence> {
  const say = sentences[kind as NoticeKind] as Sentence | undefined // an older or newer version may have written another kind
  return say ? say(detail) : { text: words('notifications.sentences.somethingChanged'), href: null }
}

const sentences: Record<NoticeKind, Sentence> = {
  'app.arrived': ({ by = '', app = '', organization = '', href = '' }) => ({
    text: words('notices.app.arrived', { by, app, organization }),
    href,
  }),
  'app.movedAway': ({ by = '', app = '', to, href }) => ({
    text: href
      ? words('notices.app.followed', { by, app, to: to ?? '' })
      : to
        ? words('notices.app.movedTo', { by, app, to })
        : words('notices.app.movedAway', { by, app }),
    href: href ?? null,
  }),
  'app.shared': ({ by = '', app = '', owner = '' }) => ({
    text: words('notices.app.shared', { by, app, owner }),
    href: null,
  }),
  'collaborator.changed': ({ by = '', app = '', href = '' }) => ({
    text: words('notices.collaborator.changed', { by, app }),
    href,
  }),
  'collaborator.removed': ({ by = '', app = '' }) => ({
    text: words('notices.collaborator.removed', { by, app }),
    href: null,
  }),
  'collaborator.restored': ({ by = '', app = '', href = '' }) => ({
    text: words('notices.collaborator.restored', { by, app }),
    href,
  }),
  'invitation.received': ({ by = '', organization = '', role }) => ({
    text: words('notifications.sentences.invitesYouToAs', { by, organization, role: labelOf(role) }),
    href: null,
  }),
  'invitation.accepted': ({ by = '', organization = '', role, handle = '' }) => ({
    text: words('notifications.sentences.acceptedYourInvitationToAndIs', {
      by,
      organization,
      role: labelOf(role),
    }),
    href: `/${handle}/members`,
  }),
  'invitation.declined': ({ by = '', organization = '', handle = '' }) => ({
    text: words('notifications.sentences.declinedYourInvitationTo', { by, organization }),
    href: `/${handle}/members/invitations`,
  }),
  'member.removed': ({ by = '', organization = '' }) => ({
    text: words('notifications.sentences.removedYouFrom', { by, organization }),
    href: null,
  }),
  'member.reinstated': ({ by = '', organization = '', role, handle = '' }) => ({
    text: words('notifications.sentences.broughtYouBackTo', { by, organization, role: labelOf(role) }),
    href: `/${handle}`,
  }),
  'member.roleChanged': ({ by = '', organization = '', role, handle = '' }) => ({
    text: words('notifications.sentences.madeYouIn', { by, role: labelOf(role), organization }),
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
  'share.accepted': ({ by = '', app = '', handle = '', appHandle = '' }) => ({
    text: words('notices.share.accepted', { by, app }),
    href: `/${handle}/apps/${appHandle}/settings`,
  }),
  'share.declined': ({ by = '', app = '', handle = '', appHandle = '' }) => ({
    text: words('notices.share.declined', { by, app }),
    href: `/${handle}/apps/${appHandle}/settings`,
  }),
  'collaborator.left': ({ by = '', app = '', handle = '', appHandle = '' }) => ({
    text: words('notices.collaborator.left', { by, app }),
    href: `/${handle}/apps/${appHandle}/settings`,
  }),
  'team.memberAdded': ({
    by = '',
    organization = '',
    team = '',
    handle = '',
    teamHandle = '',
    isRestricted,
  }) => ({
    text: words('teams.notices.added', { by, organization, team }),
    href: isRestricted ? `/${handle}` : `/${handle}/teams/${teamHandle}`,
  }),
  'team.memberRemoved': ({ by = '', organization = '', team = '', handle = '' }) => ({
    text: words('teams.notices.removed', { by, organization, team }),
    href: `/${handle}`,
  }),
  'team.deleted': ({ by = '', organization = '', team = '', handle = '' }) => ({
    text: words('teams.notices.deleted', { by, organization, team }),
    href: `/${handle}`,
  }),
  'webhook.disabled': ({ organization = '', webhook = '', why = '', handle = '' }) => ({
    text: words('webhooks.notice', { organization, webhook, why }),
    href: `/${handle}/webhooks`,
  }),
  ...tokenNotices,
}

const labelOf = (role: string | undefined) =>
  ROLES.find(({ key }) => key === role)?.label ?? words('notifications.sentences.member')
