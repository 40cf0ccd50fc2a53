'use client'

import { type ReactNode, use, useActionState, useEffect, useId, useRef, useState } from 'react'
import type { ActionState } from '@/lib/action-state'
import { announce } from './announce'
import type { ButtonVariant } from './button'
import { cx } from './class-names'
import { ErrorSummary } from './error-summary'
import { FormContext } from './form-context'
import { CloseOverlay } from './overlay-context'
import { ShownToField } from './shown-to'
import { SubmitButton } from './submit-button'

/** Written as a method, so that a list of forms with different results (a menu) can hold them all. */
export type FormAction<R> = {
  run(previous: ActionState<R>, form: FormData): Promise<ActionState<R>>
}['run']

export type FormProps<R> = {
  action: FormAction<R>
  children?: ReactNode
  /** The words on the button; leave it out to place a `SubmitButton` yourself. */
  submit?: string
  submitVariant?: ButtonVariant
  isSubmitFullWidth?: boolean
  /** Beside the button, for example a link to cancel. */
  aside?: ReactNode
  hidden?: Record<string, string>
  /** Inside a dialog: close it when the server agreed. */
  closesDialog?: boolean
  onSuccess?: (result: R) => void
  /** Shows what the server says when it agreed, where the form stays. It is announced either way. */
  showsMessage?: boolean
  /** Shown in place of the form when the server agreed. */
  done?: (result: R) => ReactNode
  className?: string
}

/**
 * A form over a server action that also works before and without JavaScript. What the server refuses is said once on
 * top, in a summary that takes the focus, and beside each field; what was typed stays.
 */
export function Form<R>({
  action,
  children,
  submit,
  submitVariant = 'primary',
  isSubmitFullWidth,
  aside,
  hidden,
  closesDialog,
  onSuccess,
  showsMessage,
  done,
  className,
}: FormProps<R>) {
  const id = useId()
  const [state, formAction, isPending] = useActionState(action, { status: 'idle' })
  const round = useRound(state)
  useAnswer(state, { closesDialog, onSuccess })
  const refused = state.status === 'error' ? state : null

  if (state.status === 'ok' && done) return done(state.result)
  return (
    <FormContext
      value={{ id, fields: refused?.fields ?? {}, values: refused?.values ?? {}, round, isPending }}
    >
      <form action={formAction} className={cx('form', className)} noValidate>
        {Object.entries(hidden ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ShownToField />
        {refused ? <ErrorSummary key={round} formId={id} state={refused} /> : null}
        {children}
        {submit ? (
          <div className="form__actions">
            <SubmitButton variant={submitVariant} isFullWidth={isSubmitFullWidth}>
              {submit}
            </SubmitButton>
            {aside}
            {showsMessage && state.status === 'ok' && state.message ? (
              <span className="text-success">{state.message}</span>
            ) : null}
          </div>
        ) : null}
      </form>
    </FormContext>
  )
}

function useRound(state: unknown): number {
  const [seen, setSeen] = useState({ state, round: 0 })
  if (seen.state === state) return seen.round
  const next = { state, round: seen.round + 1 }
  setSeen(next)
  return next.round
}

function useAnswer<R>(
  state: ActionState<R>,
  { closesDialog, onSuccess }: Pick<FormProps<R>, 'closesDialog' | 'onSuccess'>,
) {
  const close = use(CloseOverlay)
  const answered = useRef<ActionState<R>>(state)
  useEffect(() => {
    if (answered.current === state) return
    answered.current = state
    if (state.status !== 'ok') return
    if (state.message) announce(state.message)
    onSuccess?.(state.result)
    if (closesDialog) close?.()
  }, [state, close, closesDialog, onSuccess])
}
