'use client'

import { Toast, toast } from '@heroui/react/toast'
import type { ToastMessage } from './toast'

export function ToastRegion() {
  return <Toast.Provider placement="bottom end" />
}

/** Puts one message into the region's queue. */
export function showToast({ title, description, tone = 'default', action }: ToastMessage): void {
  toast(title, {
    description,
    variant: tone,
    timeout: action ? 10_000 : 5_000,
    actionProps: action ? { children: action.label, onPress: action.onPress } : undefined,
  })
}
