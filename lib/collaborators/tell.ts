import 'server-only'
import type { Notice } from '@/lib/notifications/tell'
import type { InApp } from '@/lib/permissions/facts'

type Context = Pick<InApp, 'person' | 'account' | 'app'>
type Kind = 'collaborator.changed' | 'collaborator.removed' | 'collaborator.restored'

/** Tells people what became of their access to the app. */
export const tellCollaborators = (
  { person, account, app }: Context,
  kind: Kind,
  userIds: readonly string[],
): Notice[] =>
  userIds.map((userId) => ({
    userId,
    kind,
    orgId: account.id,
    subjectId: app.id,
    detail: {
      by: `${person.firstName} ${person.lastName}`,
      app: app.name,
      owner: account.name,
      href: `/${account.handle}/apps/${app.handle}`,
    },
  }))
