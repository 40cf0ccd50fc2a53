'use client'

import type { ComponentProps, ReactNode } from 'react'
import { useField } from './form-context'

type CheckboxProps = Omit<ComponentProps<'input'>, 'id' | 'name' | 'type'> & {
  name: string
  value?: string
  label: ReactNode
  description?: ReactNode
}

export function Checkbox({
  name,
  value = 'on',
  label,
  description,
  defaultChecked,
  ...props
}: CheckboxProps) {
  const { id, error, typed, round } = useField(name)
  const isTyped = Array.isArray(typed) ? typed.includes(value) : typed === value
  const own = `${id}-${value}`
  return (
    <div className="field">
      <label className="checkbox-row">
        <input
          key={round}
          id={own}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={round > 0 ? isTyped : defaultChecked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${own}-error` : undefined}
          {...props}
        />
        <span>
          {label}
          {description ? <span className="block text-[13px] text-muted">{description}</span> : null}
        </span>
      </label>
      {error ? (
        <p id={`${own}-error`} className="field__error">
          {error}
        </p>
      ) : null}
    </div>
  )
}
