import type { ReactNode } from 'react'
import type { ConfirmFormProps } from './confirm-form'

/** One line of a menu. */
export type MenuItem = {
  id: string
  label: string
  icon?: ReactNode
  isDanger?: boolean
  /** Why it is not for this person, and who can. The item is then shown and does nothing. */
  disabledReason?: string
  href?: string
  onSelect?: () => void
  /** Asks first, in a dialog. */
  ask?: ConfirmFormProps & { title: string }
}
