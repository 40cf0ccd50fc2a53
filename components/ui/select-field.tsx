'use client'

import type { ComponentProps } from 'react'
import { cx } from './class-names'
import { describedBy, Field, type FieldText } from './field'
import { single, useField } from './form-context'

export type SelectOption = { value: string; label: string; isDisabled?: boolean }

type SelectFieldProps = FieldText &
  Omit<ComponentProps<'select'>, 'id' | 'name' | 'multiple'> & { name: string; options: SelectOption[] }

/** The browser's own select: it works without JavaScript and on a phone. */
export function SelectField({
  name,
  label,
  description,
  isOptional,
  isLabelHidden,
  options,
  className,
  defaultValue,
  ...props
}: SelectFieldProps) {
  const { id, error, typed, round } = useField(name)
  return (
    <Field {...{ id, label, description, error, isOptional, isLabelHidden }}>
      <select
        // React does not move a select to a new default: it is made anew when the server answers.
        key={round}
        id={id}
        name={name}
        required={!isOptional}
        className={cx('input input--full-width select-native', className)}
        defaultValue={props.value === undefined ? (single(typed) ?? defaultValue) : undefined}
        {...describedBy(id, error, description)}
        {...props}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
