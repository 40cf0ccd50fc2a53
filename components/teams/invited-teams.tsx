import { ShieldHalf, UsersRound } from 'lucide-react'
import type { InvitedTeam } from '@/lib/invitations/find'
import { words } from '@/messages/words'
import { Tag } from '../ui/tag'

/** The teams that accepting an invitation joins; restricted ones are marked, since they take everything else away. */
export function InvitedTeams({ teams }: { teams: InvitedTeam[] }) {
  if (teams.length === 0) return null
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {teams.map(({ name, isRestricted }) => (
        <Tag
          key={name}
          tone={isRestricted ? 'warning' : 'default'}
          icon={isRestricted ? <ShieldHalf aria-hidden="true" /> : <UsersRound aria-hidden="true" />}
          title={isRestricted ? words('teams.restricted.short') : undefined}
        >
          {isRestricted ? `${name} (${words('teams.restricted.label').toLowerCase()})` : name}
        </Tag>
      ))}
    </span>
  )
}
