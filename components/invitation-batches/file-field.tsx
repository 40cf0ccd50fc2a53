'use client'

import type { ComponentProps } from 'react'
import { describedBy, Field, type FieldText } from '../ui/field'
import { useField } from '../ui/form-context'

/** A file to choose. */
export function FileField({
  name,
  label,
  description,
  isOptional,
  ...props
}: FieldText & Pick<ComponentProps<'input'>, 'accept'> & { name: string }) {
  const { id, error } = useField(name)
  return (
    <Field {...{ id, label, description, error, isOptional }}>
      <input
        id={id}
        type="file"
        name={name}
        className="input input--full-width file-input"
        {...describedBy(id, error, description)}
        {...props}
      />
    </Field>
  )
}
