import type { Section } from '@/lib/frame/sections'
import { type Access, can } from '@/lib/permissions/decide'
import type { InApp } from '@/lib/permissions/facts'
import type { Permission } from '@/lib/permissions/rules'
import { words } from '@/messages/words'

/** Whoever holds one of these finds something of theirs on the page of settings. */
const SETTINGS: readonly Permission[] = [
  'app.editDescription',
  'app.editNotes',
  'app.editId',
  'app.changeVisibility',
  'baseWorkflow.view',
  'collaborator.add',
  'collaborator.remove',
  'app.transfer',
  'app.delete',
  'appKey.view',
]

export const opensAppSettings = (access: Access) => SETTINGS.some((permission) => can(access, permission))

/** The pages of an app that exist and that the viewer may open, in the order in which they are shown. */
export function appSections({ account, app, access }: InApp): Section[] {
  const base = `/${account.handle}/apps/${app.handle}`
  const sections: (Section | false)[] = [
    { key: 'overview', label: words('frame.sections.overview'), href: base },
    can(access, 'collaborator.view') && {
      key: 'members',
      label: words('appFrame.people'),
      href: `${base}/access`,
    },
    opensAppSettings(access) && {
      key: 'settings',
      label: words('shell.sections.settings'),
      href: `${base}/settings`,
    },
  ]
  return sections.filter((section) => section !== false)
}
