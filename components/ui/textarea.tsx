'use client'

import type { ComponentProps } from 'react'
import { cx } from './class-names'
import { describedBy, Field, type FieldText } from './field'
import { single, useField } from './form-context'

type TextareaProps = FieldText & Omit<ComponentProps<'textarea'>, 'id' | 'name'> & { name: string }

export function Textarea({
  name,
  label,
  description,
  isOptional,
  isLabelHidden,
  className,
  defaultValue,
  rows = 4,
  ...props
}: TextareaProps) {
  const { id, error, typed } = useField(name)
  return (
    <Field {...{ id, label, description, error, isOptional, isLabelHidden }}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        required={!isOptional}
        className={cx('input input--full-width', className)}
        defaultValue={props.value === undefined ? (single(typed) ?? defaultValue) : undefined}
        {...describedBy(id, error, description)}
        {...props}
      />
    </Field>
  )
}
