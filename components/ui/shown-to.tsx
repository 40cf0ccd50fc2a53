'use client'

import { createContext, type ReactNode, use } from 'react'

const ShownToContext = createContext<string | null>(null)

/** Around every page that somebody sees with another's eyes: its forms say so, and are refused once that is over. */
export function ShownTo({ person, children }: { person: string; children: ReactNode }) {
  return (
    <ShownToContext value={person}>
      <div data-shown-to={person} className="contents">
        {children}
      </div>
    </ShownToContext>
  )
}

/** Stands in every form. */
export function ShownToField() {
  const person = use(ShownToContext)
  return person ? <input type="hidden" name="shownTo" value={person} /> : null
}

/** What a form on this page would send with these fields, for what is done without one. */
export function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  const person = document.querySelector<HTMLElement>('[data-shown-to]')?.dataset.shownTo
  for (const [name, value] of Object.entries(person ? { ...fields, shownTo: person } : fields))
    form.set(name, value)
  return form
}
