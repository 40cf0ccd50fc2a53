'use client'

import { Boxes, UsersRound } from 'lucide-react'
import { TEAM_PERMISSIONS, type TeamPermission } from '@/lib/permissions/roles'
import type { Candidate } from '@/lib/teams/candidates'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'

type CandidateRowProps = {
  row: Candidate
  of: 'members' | 'apps' | 'teams'
  isChosen: boolean
  /** What an app's permission begins with. */
  permission?: TeamPermission
  onToggle: (isOn: boolean) => void
}

const FIELD = { members: 'ids', apps: 'apps', teams: 'teams' }

/** Somebody or something to choose. An app that is chosen shows its permission beside it, by the style sheet alone. */
export function CandidateRow({ row, of, isChosen, permission, onToggle }: CandidateRowProps) {
  const { id, name, second, isIn } = row
  return (
    <li className="candidate">
      <label className="candidate__label">
        <input
          type="checkbox"
          name={FIELD[of]}
          value={id}
          checked={isChosen}
          disabled={isIn}
          onChange={(event) => onToggle(event.target.checked)}
        />
        <Sign row={row} of={of} />
        <span className="min-w-0">
          <span className="candidate__name">{name}</span>
          <span className="candidate__second">{second}</span>
        </span>
        {isIn ? <span className="candidate__in">{words('teams.add.isIn')}</span> : null}
      </label>
      {permission && of === 'apps' && !isIn ? (
        <select
          name="permissions"
          aria-label={words('teams.add.apps.permission', { app: name })}
          className="input select-native candidate__permission"
          defaultValue={`${id}:${permission}`}
        >
          {TEAM_PERMISSIONS.map(({ key, label }) => (
            <option key={key} value={`${id}:${key}`}>
              {label}
            </option>
          ))}
        </select>
      ) : null}
    </li>
  )
}

function Sign({ row: { id, name, picture }, of }: Pick<CandidateRowProps, 'row' | 'of'>) {
  if (of === 'members') return <Avatar id={id} name={name} picture={picture} />
  return (
    <span className="candidate__icon">
      {of === 'apps' ? <Boxes aria-hidden="true" /> : <UsersRound aria-hidden="true" />}
    </span>
  )
}
