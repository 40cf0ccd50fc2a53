'use client'

import type { ComponentProps, MouseEvent } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonLook } from './button'
import { Spinner } from './spinner'

/** The button of a form. While the server works it spins, keeps the focus and ignores a second click. */
export function SubmitButton({ icon, ...props }: ButtonLook & ComponentProps<'button'>) {
  const { pending } = useFormStatus()
  const ignoreSecond = (event: MouseEvent) => pending && event.preventDefault()
  return (
    <Button
      type="submit"
      aria-disabled={pending || undefined}
      data-pending={pending || undefined}
      onClick={ignoreSecond}
      icon={pending ? <Spinner /> : icon}
      {...props}
    />
  )
}
