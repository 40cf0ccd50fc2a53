'use client'

import { useEffect, useState } from 'react'
import type { ScopeForm } from '@/lib/collaborators/scope-form'
import { useField } from '../ui/form-context'

/** Whoever has any scope sees the app. */
const ALWAYS = 'Apps:Get'

/** What is chosen in a form, what that brings along, and which basic scopes it makes up. */
export function useScopes({ basics, groups }: ScopeForm, held: readonly string[]) {
  const typed = {
    scopes: listOf(useField('scopes').typed),
    basic: listOf(useField('basic').typed),
    was: listOf(useField('basicWas').typed),
    all: useField('all').typed !== undefined,
  }
  const every = groups.flatMap(({ scopes }) => scopes.map(({ name }) => name))
  const scopesOf = (keys: readonly string[]) =>
    basics.filter(({ key }) => keys.includes(key)).flatMap(({ scopes }) => scopes)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => {
    if (typed.all) return new Set(every)
    if (!typed.scopes && !typed.basic) return new Set(held)
    const ticked = (typed.basic ?? []).filter((key) => !typed.was?.includes(key))
    return new Set([...(typed.scopes ?? []), ...scopesOf(ticked)])
  })
  const isLive = useIsLive()

  const needs = new Map(groups.flatMap(({ scopes }) => scopes.map((one) => [one.name, one.needs] as const)))
  const brought = new Map<string, string>()
  for (const name of chosen)
    for (const need of needs.get(name) ?? [])
      if (!chosen.has(need) && !brought.has(need)) brought.set(need, name)
  if (chosen.size > 0 && !chosen.has(ALWAYS) && !brought.has(ALWAYS)) brought.set(ALWAYS, '')
  const has = (name: string) => chosen.has(name) || brought.has(name)
  const covered = basics.filter(({ scopes }) => scopes.every(has)).map(({ key }) => key)

  return {
    isLive,
    chosen,
    brought,
    covered,
    count: chosen.size + brought.size,
    hasAll: every.every(has),
    toggle: (name: string) => setChosen(flipped(chosen, [name], !chosen.has(name))),
    toggleBasic: (key: string) => {
      if (!covered.includes(key)) return setChosen(flipped(chosen, scopesOf([key]), true))
      const kept = scopesOf(covered.filter((other) => other !== key))
      setChosen(
        flipped(
          chosen,
          scopesOf([key]).filter((name) => !kept.includes(name)),
          false,
        ),
      )
    },
    toggleAll: (isOn: boolean) => setChosen(new Set(isOn ? every : [])),
  }
}

function useIsLive(): boolean {
  const [isLive, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  return isLive
}

function listOf(typed: string | string[] | undefined): string[] | undefined {
  return typed === undefined
    ? undefined
    : [typed]
        .flat()
        .flatMap((part) => part.split(','))
        .filter(Boolean)
}

function flipped(set: ReadonlySet<string>, names: readonly string[], isIn: boolean): ReadonlySet<string> {
  const next = new Set(set)
  for (const name of names) isIn ? next.add(name) : next.delete(name)
  return next
}
