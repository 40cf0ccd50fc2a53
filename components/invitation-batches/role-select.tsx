'use client'

import { ROLES, type Role } from '@/lib/permissions/roles'
import { describedBy, Field, type FieldText } from '../ui/field'
import { single, useField } from '../ui/form-context'

/** The choice of a role where there is no room for cards. */
export function RoleSelect({
  name,
  defaultValue,
  ...text
}: FieldText & { name: string; defaultValue: Role }) {
  const { id, error, typed, round } = useField(name)
  return (
    <Field id={id} error={error} {...text}>
      <select
        key={round}
        id={id}
        name={name}
        className="input select-native input--full-width"
        defaultValue={single(typed) ?? defaultValue}
        {...describedBy(id, error, text.description)}
      >
        <RoleOptions />
      </select>
    </Field>
  )
}

export function RoleOptions() {
  return ROLES.map(({ key, label }) => (
    <option key={key} value={key}>
      {label}
    </option>
  ))
}
