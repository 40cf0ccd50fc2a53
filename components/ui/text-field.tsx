'use client'

import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names'
import { describedBy, Field, type FieldText } from './field'
import { single, useField } from './form-context'

type TextFieldProps = FieldText &
  Omit<ComponentProps<'input'>, 'id' | 'name'> & {
    name: string
    /** For IDs and handles. */
    isMono?: boolean
    /** Fixed words before what is typed, such as `muster.example/`. */
    prefix?: string
    /** Beside the label, such as "Forgot password?". */
    aside?: ReactNode
  }

export function TextField({
  name,
  label,
  description,
  isOptional,
  isLabelHidden,
  isMono,
  prefix,
  aside,
  className,
  defaultValue,
  ...props
}: TextFieldProps) {
  const { id, error, typed } = useField(name)
  const input = (
    <input
      id={id}
      name={name}
      type="text"
      required={!isOptional}
      className={cx('input input--full-width', isMono && 'font-mono', prefix && 'input--joined', className)}
      defaultValue={props.value === undefined ? (single(typed) ?? defaultValue) : undefined}
      {...describedBy(id, error, description)}
      {...props}
    />
  )
  return (
    <Field {...{ id, label, description, error, isOptional, isLabelHidden, aside }}>
      {prefix ? (
        <div className="joined">
          <span className="joined__prefix">{prefix}</span>
          {input}
        </div>
      ) : (
        input
      )}
    </Field>
  )
}
