import { describe, expect, test } from 'vitest'
import { type Facts, resolve } from '@/lib/permissions/decide'
import { mayGiveScopes, mayGiveUntil, scopesToGive } from '@/lib/permissions/giving'
import { APP_SCOPES } from '@/lib/permissions/scopes'
import { scopesOf } from './chosen-scopes'
import type { ScopeChoice } from './schemas'

const since = new Date(0)
const app = { id: 'app', ownerId: 'org', visibility: 'private' } as const
const facts = (more: Partial<Facts>): Facts => ({
  actor: { userId: 'me' },
  account: { id: 'org', kind: 'organization', isOwn: false },
  membership: null,
  restrictedTeams: [],
  app,
  teamGrants: [],
  scopeGrants: [],
  token: null,
  ...more,
})
const grant = (scopes: string[], until: Date | null = null) => ({ scopes, since, until, by: null })
const admin = resolve(facts({ membership: { role: 'admin', since, until: null } }))
const guest = (scopes: string[], until: Date | null = null) =>
  resolve(facts({ scopeGrants: [grant(scopes, until)] }))
const choice: ScopeChoice = { all: false, basic: [], basicWas: [], scopes: [] }

describe('a choice of scopes', () => {
  const of = (more: Partial<ScopeChoice>) => scopesOf({ ...choice, ...more }, admin).scopes

  test('brings what it needs, in either spelling', () => {
    expect(of({ scopes: ['inputs_delete'] })).toEqual([
      'Inputs:Add',
      'Inputs:Get',
      'Inputs:Delete',
      'Apps:Get',
    ])
  })

  test('a box of a basic scope acts where it was changed: else the single ones decide', () => {
    expect(of({ basic: ['Vocab'] })).toEqual(['Concepts:Add', 'Concepts:Get', 'Apps:Get'])
    const were = { basicWas: ['Vocab'], scopes: ['Concepts:Get', 'Concepts:Add', 'Models:Get'] }
    expect(of({ ...were, basic: [] })).toEqual(['Models:Get', 'Apps:Get'])
    expect(of({ ...were, basic: ['Vocab'], scopes: ['Concepts:Get'] })).toEqual(['Concepts:Get', 'Apps:Get'])
    const kept = {
      basicWas: ['Vocab', 'Concept'],
      basic: ['Concept'],
      scopes: ['Concepts:Get', 'Concepts:Add'],
    }
    expect(of(kept)).toContain('Concepts:Add')
  })

  test('all are those of an app that there are today; nothing is none', () => {
    expect(of({ all: true })).toEqual([...APP_SCOPES])
    expect(of({ scopes: ['All'] })).toEqual([...APP_SCOPES])
    expect(() => of({})).toThrow()
  })

  test('takes an old name from programs, and none that belongs to the account', () => {
    expect(of({ scopes: ['Inputs:Patch'] })).toContain('Inputs:Patch')
    for (const name of ['Keys:Add', 'AuditLogs:Get', 'Concepts:Delete', 'No:Such'])
      expect(() => of({ scopes: [name] })).toThrow()
  })
})

describe('what one may give', () => {
  test('the app’s own people everything of it, but for what their token lacks', () => {
    expect(scopesToGive(admin)).toEqual([...APP_SCOPES])
    const token = {
      scopes: ['Apps:Get', 'Collaborators:Add', 'Collaborators:Get'],
      appId: null,
      accountId: null,
    }
    const withToken = resolve(facts({ membership: { role: 'admin', since, until: null }, token }))
    expect(scopesToGive(withToken)).toEqual(['Apps:Get', 'Collaborators:Get', 'Collaborators:Add'])
    expect(mayGiveScopes(withToken, ['Inputs:Get'])).toBe(false)
  })

  test('a collaborator what they hold, by name: also what carries nothing that they lack', () => {
    const one = guest(['Apps:Get', 'Inputs:Get', 'Collaborators:Add'])
    expect(scopesToGive(one)).toEqual(['Inputs:Get', 'Apps:Get'])
    expect(mayGiveScopes(one, ['Uploads:Get'])).toBe(false)
    expect(mayGiveScopes(guest(['All']), [...APP_SCOPES])).toBe(true)
  })

  test('and no longer than they stay', () => {
    const end = new Date(4e12)
    expect(mayGiveUntil(guest(['Apps:Get'], end))).toEqual(end)
    expect(mayGiveUntil(guest(['Apps:Get']))).toBeNull()
    expect(mayGiveUntil(admin)).toBeNull()
  })
})
