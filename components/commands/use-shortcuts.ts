'use client'

import { useEffect, useEffectEvent } from 'react'
import { type Asked, areSingleKeysOn, askedBy } from './shortcuts'

/** How long G waits for the key that follows. */
const PREFIX_MS = 1500

/** Listens for the portal's keys on the whole page. `onAsk` tells whether it took the key. */
export function useShortcuts(onAsk: (asked: Asked) => boolean): void {
  const ask = useEffectEvent(onAsk)
  useEffect(() => {
    let pressedGAt = Number.NEGATIVE_INFINITY
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing || isCovered()) return
      const isAfterG = event.timeStamp - pressedGAt < PREFIX_MS
      const asked = askedBy(event, isAfterG, isTyping(event.target) || !areSingleKeysOn())
      pressedGAt = asked?.does === 'prefix' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (asked && asked.does !== 'prefix' && ask(asked)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null

/** Something is open above the page, whose keys are its own. */
const isCovered = () =>
  document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], :popover-open') !== null
