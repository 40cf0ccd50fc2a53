'use client'

import { TEAM_PERMISSIONS, type TeamPermission } from '@/lib/permissions/roles'
import { RadioCards } from '../ui/radio-cards'
import { PermissionIcon } from './permission-tag'

type PermissionCardsProps = {
  legend: string
  description?: string
  defaultValue?: TeamPermission
  name?: string
}

/** The choice of a team permission, each with what it lets people do written out where it is chosen. */
export function PermissionCards({
  legend,
  description,
  defaultValue,
  name = 'permission',
}: PermissionCardsProps) {
  return (
    <RadioCards
      name={name}
      legend={legend}
      description={description}
      defaultValue={defaultValue}
      options={TEAM_PERMISSIONS.map(({ key, label, advice, capabilities }) => ({
        value: key,
        label,
        description: (
          <>
            <span className="block">{advice}</span>
            <span className="capabilities">
              {capabilities.map((capability) => (
                <span key={capability}>{capability}</span>
              ))}
            </span>
          </>
        ),
        icon: <PermissionIcon permission={key} />,
      }))}
    />
  )
}
