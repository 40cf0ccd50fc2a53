import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names'
import { Link } from './link'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-soft'

export type ButtonLook = {
  variant?: ButtonVariant
  size?: 'sm' | 'md' | 'lg'
  isIconOnly?: boolean
  isFullWidth?: boolean
  icon?: ReactNode
}

/** The classes of a button, for elements that are not one of the two below. */
export function buttonClass(
  { variant = 'secondary', size = 'md', isIconOnly, isFullWidth }: ButtonLook,
  extra?: string,
) {
  return cx(
    'button',
    `button--${size}`,
    `button--${variant === 'secondary' ? 'outline' : variant}`,
    isIconOnly && 'button--icon-only',
    isFullWidth && 'button--full-width',
    extra,
  )
}

/** A plain button: renders on the server and costs the browser nothing. */
export function Button({
  variant,
  size,
  isIconOnly,
  isFullWidth,
  icon,
  className,
  children,
  type = 'button',
  ...props
}: ButtonLook & ComponentProps<'button'>) {
  return (
    <button
      type={type}
      className={buttonClass({ variant, size, isIconOnly, isFullWidth }, className)}
      {...props}
    >
      {icon}
      {children}
    </button>
  )
}

/** A link that looks like a button. */
export function LinkButton({
  href,
  variant,
  size,
  isIconOnly,
  isFullWidth,
  icon,
  className,
  children,
  ...props
}: ButtonLook & Omit<ComponentProps<'a'>, 'href'> & { href: string }) {
  return (
    <Link
      href={href}
      className={buttonClass({ variant, size, isIconOnly, isFullWidth }, className)}
      {...props}
    >
      {icon}
      {children}
    </Link>
  )
}
