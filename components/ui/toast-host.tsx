'use client'

import { type ComponentType, useEffect, useState } from 'react'
import { type ToastMessage, toastEvent } from './toast'

/** Waits for the first toast, and only then fetches what shows them. */
export function ToastHost() {
  const [Region, setRegion] = useState<ComponentType | null>(null)
  useEffect(() => {
    const show = (event: Event) => {
      const { detail } = event as CustomEvent<ToastMessage> // only `toast()` dispatches this name
      import('./toast-region').then((module) => {
        setRegion(() => module.ToastRegion)
        module.showToast(detail)
      })
    }
    window.addEventListener(toastEvent, show)
    return () => window.removeEventListener(toastEvent, show)
  }, [])
  return Region ? <Region /> : null
}
