'use client'

import { useEffect, useRef } from 'react'
import type { ActionState } from '@/lib/action-state'
import { words } from '@/messages/words'
import { Notice } from './notice'

type Refused = Extract<ActionState, { status: 'error' }>

/** What went wrong, on top of the form; takes the focus so that nobody misses it. */
export function ErrorSummary({ formId, state }: { formId: string; state: Refused }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const fields = Object.entries(state.fields)
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-lg">
      <Notice tone="danger" title={state.message}>
        {fields.length > 1 ? (
          <ul className="list-disc ps-4">
            {fields.map(([name, words]) => (
              <li key={name}>
                <a href={`#${formId}-${name}`} className="flex min-h-6 underline">
                  {words}
                </a>
              </li>
            ))}
          </ul>
        ) : null}
        {state.requestId ? (
          <p className="font-mono text-xs">
            {words('ui.errorSummary.request', { requestId: state.requestId })}
          </p>
        ) : null}
      </Notice>
    </div>
  )
}
