'use client'

export type ToastTone = 'default' | 'success' | 'warning' | 'danger'

export type ToastMessage = {
  title: string
  description?: string
  tone?: ToastTone
  action?: { label: string; onPress: () => void }
}

export const toastEvent = 'muster:toast'

/** Says that something happened, in a corner, for a few seconds. With an action, such as "Undo", it stays longer. */
export function toast(message: ToastMessage | string): void {
  const detail: ToastMessage = typeof message === 'string' ? { title: message } : message
  window.dispatchEvent(new CustomEvent(toastEvent, { detail }))
}
