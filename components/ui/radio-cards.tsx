'use client'

import type { ReactNode } from 'react'
import { single, useField } from './form-context'

export type RadioCard = {
  value: string
  label: string
  description: ReactNode
  icon?: ReactNode
  /** Why this one cannot be chosen, and who can. */
  disabledReason?: string
}

type RadioCardsProps = {
  name: string
  legend: string
  options: RadioCard[]
  defaultValue?: string
  description?: ReactNode
  onChange?: (value: string) => void
  /** In a form that no server answers. */
  isRequired?: boolean
}

/** A choice where each option is explained where it is chosen, such as a role. */
export function RadioCards(props: RadioCardsProps) {
  const { name, legend, options, defaultValue, description, onChange, isRequired } = props
  const { id, error, typed, round } = useField(name)
  const chosen = single(typed) ?? defaultValue
  return (
    <fieldset id={id} key={round} className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="label mb-1.5">{legend}</legend>
      {description ? <p className="field__description mb-1.5">{description}</p> : null}
      {error ? (
        <p id={`${id}-error`} className="field__error mb-1.5">
          {error}
        </p>
      ) : null}
      <div className="radio-cards">
        {options.map((option) => (
          <label key={option.value} className="radio-card">
            <input
              type="radio"
              name={name}
              value={option.value}
              required={isRequired}
              defaultChecked={option.value === chosen}
              disabled={Boolean(option.disabledReason)}
              aria-describedby={`${id}-${option.value}-text`}
              onChange={onChange ? () => onChange(option.value) : undefined}
            />
            <span className="min-w-0">
              <span className="flex items-start gap-1.5 font-medium">
                {option.icon}
                {option.label}
              </span>
              <span id={`${id}-${option.value}-text`} className="block text-[13px] leading-[18px] text-muted">
                {option.description}
                {option.disabledReason ? (
                  <span className="mt-0.5 block text-warning-soft-foreground">{option.disabledReason}</span>
                ) : null}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
