'use client'

import { createContext, use } from 'react'

export type FormScope = {
  id: string
  fields: Record<string, string>
  values: Record<string, string | string[]>
  /** Counts the answers that came back, so that what React cannot give back is made anew. */
  round: number
  isPending: boolean
}

const outside: FormScope = { id: 'form', fields: {}, values: {}, round: 0, isPending: false }

export const FormContext = createContext<FormScope>(outside)

export type FieldScope = {
  id: string
  error: string | undefined
  /** What was typed before the server refused it. */
  typed: string | string[] | undefined
  round: number
}

/** What a field inside a `Form` needs to know about itself. */
export function useField(name: string): FieldScope {
  const scope = use(FormContext)
  return {
    id: `${scope.id}-${name}`,
    error: scope.fields[name],
    typed: scope.values[name],
    round: scope.round,
  }
}

/** The one value of a field that is not a list. */
export function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
