import 'server-only'
import type { CommandContext } from '@/lib/command'
import type { NoticeKind } from '@/lib/notifications/sentences'
import type { Notice } from '@/lib/notifications/tell'
import type { Team } from './locking'

type Kind = Extract<NoticeKind, `team.${string}`>

/** A line in the bell of everybody whom a change in a team concerns, but not of whoever made it. */
export function tellTeam(
  { account, person }: CommandContext<unknown>,
  team: Team,
  kind: Kind,
  userIds: readonly string[],
): Notice[] {
  const detail = {
    organization: account.name,
    handle: account.handle,
    by: `${person.firstName} ${person.lastName}`,
    team: team.name,
    teamHandle: team.handle,
    // Whoever is in a restricted team sees nothing of the organization but its apps.
    ...(team.isRestricted ? { isRestricted: '1' } : {}),
  }
  return userIds
    .filter((userId) => userId !== person.id)
    .map((userId) => ({ userId, orgId: account.id, kind, subjectId: team.id, detail }))
}
