'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { words } from '@/messages/words'
import { describedBy, Field, type FieldText } from './field'
import { useField } from './form-context'

type PasswordFieldProps = FieldText &
  Omit<ComponentProps<'input'>, 'id' | 'name' | 'type' | 'autoComplete'> & {
    name: string
    autoComplete: 'current-password' | 'new-password'
    aside?: ReactNode
  }

/** A password that may be shown while typing. Never given back by the server; paste and managers work. */
export function PasswordField({ name, label, description, isOptional, aside, ...props }: PasswordFieldProps) {
  const { id, error } = useField(name)
  const [isShown, setShown] = useState(false)
  return (
    <Field {...{ id, label, description, error, isOptional, aside }}>
      <div className="relative">
        <input
          id={id}
          name={name}
          type={isShown ? 'text' : 'password'}
          required={!isOptional}
          spellCheck={false}
          autoCapitalize="none"
          className="input input--full-width pe-11"
          {...describedBy(id, error, description)}
          {...props}
        />
        <button
          type="button"
          className="reveal"
          aria-pressed={isShown}
          aria-controls={id}
          aria-label={words('ui.passwordField.showCharacters')}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </button>
      </div>
    </Field>
  )
}
