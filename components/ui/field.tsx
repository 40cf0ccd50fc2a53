import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { cx } from './class-names'

export type FieldText = {
  label: string
  description?: ReactNode
  /** Said after the label. Fields are required unless they say otherwise. */
  isOptional?: boolean
  isLabelHidden?: boolean
}

/** Label, control, description and error of one field, tied together by ids. */
export function Field({
  id,
  label,
  description,
  error,
  isOptional,
  isLabelHidden,
  aside,
  children,
}: FieldText & { id: string; error: string | undefined; aside?: ReactNode; children: ReactNode }) {
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <div className={cx('flex items-baseline justify-between gap-3', isLabelHidden && 'sr-only')}>
        <label className="label" htmlFor={id}>
          {label}
          {isOptional ? <span className="font-normal text-muted">{words('ui.field.optional')}</span> : null}
        </label>
        {aside}
      </div>
      {children}
      {error ? (
        <p id={`${id}-error`} className="field__error">
          {error}
        </p>
      ) : null}
      {description ? (
        <div id={`${id}-description`} className="field__description">
          {description}
        </div>
      ) : null}
    </div>
  )
}

/** What a control says about itself to assistive technology. */
export function describedBy(id: string, error: string | undefined, description: ReactNode) {
  const ids = [error && `${id}-error`, description && `${id}-description`].filter(Boolean).join(' ')
  return { 'aria-invalid': error ? true : undefined, 'aria-describedby': ids || undefined } as const
}
