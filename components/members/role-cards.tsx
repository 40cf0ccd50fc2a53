'use client'

import { ROLES, type Role } from '@/lib/permissions/roles'
import { RadioCards } from '../ui/radio-cards'
import { RoleIcon } from './role-tag'

/** The choice of a role, each explained where it is chosen. */
export function RoleCards({ legend, defaultValue, name = 'role', isRequired }: RoleCardsProps) {
  return (
    <RadioCards
      name={name}
      isRequired={isRequired}
      legend={legend}
      defaultValue={defaultValue}
      options={ROLES.map(({ key, label, reach, description }) => ({
        value: key,
        label: reach ? `${label} (${reach})` : label,
        description,
        icon: <RoleIcon role={key} />,
      }))}
    />
  )
}

type RoleCardsProps = { legend: string; defaultValue?: Role; name?: string; isRequired?: boolean }
