import { expect, test } from 'vitest'
import { eventsFor, kindsFor } from '@/lib/audit/choices'
import { events } from '@/lib/audit/events'
import { groupLabel, kindLabel } from './labels'

test('every event can be chosen in some account, in a group with a name', () => {
  const offered = new Set<string>()
  for (const account of ['user', 'organization'] as const) {
    for (const [group, names] of eventsFor(account)) {
      expect(groupLabel(group), group).not.toBe(group)
      for (const name of names) offered.add(name)
    }
    for (const kind of kindsFor(account)) expect(kindLabel(kind), kind).not.toBe(kind)
  }
  expect([...offered].sort()).toEqual([...events].sort())
})

test('what a later version wrote keeps its own name', () => {
  expect([groupLabel('rocket'), kindLabel('rocket')]).toEqual(['rocket', 'rocket'])
})
