'use client'

import { createContext } from 'react'

/** Closes the dialog that this stands in; null on a page. */
export const CloseOverlay = createContext<(() => void) | null>(null)
