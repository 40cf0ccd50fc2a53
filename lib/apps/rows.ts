import 'server-only'
import { columns } from '@/lib/permissions/columns'
import { type Access, can, type Facts, resolve, type Way } from '@/lib/permissions/decide'
import type { Entered } from '@/lib/permissions/facts'
import { common, isWithin, NOTHING } from '@/lib/permissions/masks'
import type { Role, TeamPermission } from '@/lib/permissions/rules'

/** Through what somebody was given an app, without the moments that the list does not show. */
export type AppWay =
  | { by: 'owner' }
  | { by: 'role'; role: Role; until: Date | null }
  | { by: 'team'; handle: string; name: string; gives: TeamPermission; until: Date | null }
  | { by: 'scope'; scopes: number; until: Date | null }

export type AppRow = {
  id: string
  handle: string
  name: string
  description: string
  visibility: 'private' | 'organization' | 'public'
  updatedAt: Date
  isPinned: boolean
  isStarred: boolean
  /** Each gives the viewer something in it; being merely in sight is none. */
  ways: AppWay[]
  can: { duplicate: boolean; delete: boolean }
}

type Dated = { since: string; until: string | null }
/** A row of the SQL function `my_apps`. Times arrive as text, since drizzle turns the driver's parsers off. */
export type Fetched = Pick<AppRow, 'id' | 'handle' | 'name' | 'description' | 'visibility'> & {
  updated_at: string
  sort_key: string
  is_pinned: boolean
  is_starred: boolean
  team_grants: (Omit<Facts['teamGrants'][number], keyof Dated> & Dated)[]
  scope_grants: (Omit<Facts['scopeGrants'][number], keyof Dated> & Dated)[]
  created_at: string
  default_language: string
  base_workflow: string | null
}

/** What the viewer may do in an app of their list, decided from the same facts as when it is entered. */
export function accessTo(
  { id, visibility, team_grants, scope_grants }: Fetched,
  { access, account }: Pick<Entered, 'access' | 'account'>,
): Access {
  return resolve({
    ...access.facts,
    app: { id, ownerId: account.id, visibility },
    teamGrants: team_grants.map(dated),
    scopeGrants: scope_grants.map(dated),
  })
}

/** One app as the viewer may see it. */
export function shown(row: Fetched, viewer: Pick<Entered, 'access' | 'account'>): AppRow {
  const { id, handle, name, description, visibility } = row
  const here = accessTo(row, viewer)
  return {
    id,
    handle,
    name,
    description,
    visibility,
    updatedAt: new Date(row.updated_at),
    isPinned: row.is_pinned,
    isStarred: row.is_starred,
    ways: here.given.flatMap(({ way, underToken }) =>
      isWithin(common(underToken, columns.app), NOTHING) ? [] : wayOf(way),
    ),
    can: {
      duplicate: can(here, 'app.duplicate') && can(here, 'app.create'),
      delete: can(here, 'app.delete'),
    },
  }
}

function wayOf(way: Way): AppWay[] {
  switch (way.by) {
    case 'owner':
      return [{ by: 'owner' }]
    case 'role':
      return [{ by: 'role', role: way.role, until: way.until }]
    case 'team': {
      const { handle, name } = way.team
      return [{ by: 'team', handle, name, gives: way.gives, until: way.until }]
    }
    case 'scope':
      return [{ by: 'scope', scopes: way.scopes.length, until: way.until }]
    case 'sight':
      return []
  }
}

const dated = <G extends Dated>(grant: G) => ({
  ...grant,
  since: new Date(grant.since),
  until: grant.until === null ? null : new Date(grant.until),
})
