import type { Loser } from '@/lib/teams/reviews'
import { words } from '@/messages/words'

const REACHING_ALL = ['admin', 'organization_contributor', 'organization_user']

/** Which apps somebody loses with a team, in words: "loses Apple grading, Leaf disease and 2 more". */
export function lossWords({ role, apps, count, isMore }: Loser): string {
  if (REACHING_ALL.includes(role)) return words('teams.loss.byRole')
  if (role !== 'team_contributor') return words('teams.loss.noApps')
  if (count === 0) return words('teams.loss.otherWays')
  const rest = count - apps.length
  return words('teams.loss.loses', {
    apps: apps.join(', '),
    rest: isMore ? -1 : rest,
  })
}
