'use client'

import type { ComponentProps } from 'react'
import { describedBy, Field, type FieldText } from '../ui/field'
import { single, useField } from '../ui/form-context'

type SelectFieldProps = FieldText &
  Omit<ComponentProps<'select'>, 'id' | 'name'> & {
    name: string
    options: { value: string; label: string }[]
  }

/** The browser's own select: it works without JavaScript, and on a phone as people know it. */
export function SelectField({
  name,
  label,
  description,
  isOptional,
  isLabelHidden,
  options,
  defaultValue,
  ...props
}: SelectFieldProps) {
  const { id, error, typed, round } = useField(name)
  return (
    <Field {...{ id, label, description, error, isOptional, isLabelHidden }}>
      <select
        key={round} // React gives a select that it knows no other default
        id={id}
        name={name}
        required={!isOptional}
        className="input input--full-width select-native"
        defaultValue={single(typed) ?? defaultValue}
        {...describedBy(id, error, description)}
        {...props}
      >
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}
