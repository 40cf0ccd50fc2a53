import { type Access, can } from '@/lib/permissions/decide'
import { words } from '@/messages/words'
import type { AccountLink, Frame } from './queries'

export type SectionKey =
  | 'apps'
  | 'collaborations'
  | 'starred'
  | 'overview'
  | 'members'
  | 'teams'
  | 'notifications'
  | 'security'
  | 'audit'
  | 'webhooks'
  | 'settings'
  | 'account'
  | 'mail'
export type ActionKey = 'invite' | 'createTeam' | 'createApp' | 'create'
export type Section = { key: SectionKey; label: string; href: string }

/**
 * The account that the viewer acts in: the one in the address, or their own where that is none they may know of; while viewing as
 * somebody, the organization that is viewed.
 */
export function actingAccount({ accounts, entered }: Frame): AccountLink | null {
  const own = accounts[0] ?? null
  return entered ? (accounts.find(({ id }) => id === entered.account.id) ?? own) : own
}

/** The pages of the acting account that exist and that the viewer may open, in the order in which they are shown. */
export function sectionsOf(frame: Frame): Section[] {
  const { viewer, entered, viewing } = frame
  if (entered?.account.kind === 'organization')
    return organizationSections(`/${entered.account.handle}`, entered.access)
  return viewing ? [] : personalSections(`/${viewer.username}`)
}

/** The lines of the profile menu: the same places, and what only the operator has. */
export function menuOf(frame: Frame): Section[] {
  const own = sectionsOf(frame)
    .filter(({ key }) => key !== 'overview')
    .flatMap((section) => [section, ...besides(section, frame)])
  return frame.viewer.isOperator
    ? [...own, { key: 'mail', label: words('frame.sections.mail'), href: '/operator/mail' }]
    : own
}

/** What the viewer may begin from any page of the acting account. */
export function actionsOf(frame: Frame): { key: ActionKey; label: string; href: string }[] {
  const { viewer, entered } = frame
  const isInviter = entered?.account.kind === 'organization' && can(entered.access, 'member.manage')
  return [
    ...(isInviter
      ? [
          {
            key: 'invite' as const,
            label: words('commands.invite'),
            href: `/${entered.account.handle}/members/invite`,
          },
        ]
      : []),
    ...createTeam(frame),
    ...createApp(frame),
    ...(viewer.isVerified
      ? [{ key: 'create' as const, label: words('commands.create'), href: '/organizations/new' }]
      : []),
  ]
}

function createTeam({ entered, viewing }: Frame) {
  if (viewing || entered?.account.kind !== 'organization' || !can(entered.access, 'team.manage')) return []
  const href = `/${entered.account.handle}/teams/new`
  return [{ key: 'createTeam' as const, label: words('commands.createTeam'), href }]
}

/** In the account in the address, or one's own on pages that belong to none; where apps may be created. */
function createApp({ viewer, entered, viewing }: Frame) {
  if (viewing || (entered && !can(entered.access, 'app.create'))) return []
  const handle = entered?.account.handle ?? viewer.username
  return [{ key: 'createApp' as const, label: words('commands.createApp'), href: `/${handle}/apps/new` }]
}

/** What stands in menus alone, after the section it belongs to. */
function besides(section: Section, frame: Frame): Section[] {
  const { entered } = frame
  if (section.key === 'apps') return [...collaborations(frame, section), starred(section)]
  if (section.key !== 'audit' || entered?.account.kind !== 'organization') return []
  const href = `/${entered.account.handle}/webhooks`
  return can(entered.access, 'webhook.manage')
    ? [{ key: 'webhooks', label: words('frame.sections.webhooks'), href }]
    : []
}

/** What is shared with one, and in an organization who from outside reaches it: for its Admins. */
const collaborations = ({ entered, viewing }: Frame, { href }: Section): Section[] => {
  const isPersonal = entered?.account.kind !== 'organization' && !viewing
  if (!isPersonal && !(entered && can(entered.access, 'collaboration.view'))) return []
  return [
    {
      key: 'collaborations',
      label: words('frame.sections.collaborations'),
      href: href.replace(/apps$/, 'collaborations'),
    },
  ]
}

/** What one keeps at hand among the apps. */
const starred = ({ href }: Section): Section => ({
  key: 'starred',
  label: words('frame.sections.starred'),
  href: href.replace(/apps$/, 'starred'),
})

function organizationSections(base: string, access: Access): Section[] {
  const sections: (Section | false)[] = [
    can(access, 'app.viewList') && { key: 'apps', label: words('frame.sections.apps'), href: `${base}/apps` },
    { key: 'overview', label: words('frame.sections.overview'), href: base },
    can(access, 'organization.view') && {
      key: 'members',
      label: words('frame.sections.members'),
      href: `${base}/members`,
    },
    can(access, 'team.viewOwn') && {
      key: 'teams',
      label: words('frame.sections.teams'),
      href: `${base}/teams`,
    },
    can(access, 'role.view') && {
      key: 'security',
      label: words('frame.sections.security'),
      href: `${base}/security`,
    },
    can(access, 'audit.view') && { key: 'audit', label: words('audit.title'), href: `${base}/audit` },
    (can(access, 'organization.edit') || can(access, 'finance.view')) && {
      key: 'settings',
      label: words('shell.sections.settings'),
      href: `${base}/settings`,
    },
    can(access, 'organization.view') && {
      key: 'account',
      label: words('frame.sections.account'),
      href: `${base}/account`,
    },
  ]
  return sections.filter((section) => section !== false)
}

function personalSections(base: string): Section[] {
  return [
    { key: 'apps', label: words('frame.sections.apps'), href: `${base}/apps` },
    { key: 'overview', label: words('frame.sections.overview'), href: base },
    { key: 'notifications', label: words('frame.sections.notifications'), href: `${base}/notifications` },
    { key: 'security', label: words('frame.sections.security'), href: `${base}/security` },
    { key: 'audit', label: words('audit.title'), href: `${base}/audit` },
    { key: 'account', label: words('frame.sections.account'), href: `${base}/account` },
  ]
}
