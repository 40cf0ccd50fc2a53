import { describe, expect, test } from 'vitest'
import { oracle } from './oracles/read'
import { type Scope, scopeTable } from './scope-table'
import {
  APP_SCOPES,
  BASIC_SCOPES,
  carriedPermissions,
  isScope,
  missingScopes,
  readScope,
  SCOPES,
  TOKEN_SCOPES,
  withNeeds,
} from './scopes'

const listed = (cell = '') => cell.split(',').filter(Boolean)

describe('the table of scopes is the one that programs know', () => {
  test('cell by cell', () => {
    const rows = oracle('scopes.tsv').map(({ scope, exposed, deprecated, depends_on }) => [
      scope,
      { needs: listed(depends_on), isExposed: exposed === 'yes', isDeprecated: deprecated === 'yes' },
    ])
    expect(Object.entries(scopeTable)).toEqual(rows)
  })

  test.each(oracle('basic-scopes.tsv'))('the basic scope $basic_scope, cell by cell', (row) => {
    const one = BASIC_SCOPES.find(({ key }) => key === row.basic_scope)
    expect(one).toEqual({ key: row.basic_scope, gives: listed(row.gives), brings: listed(row.brings_along) })
    expect(BASIC_SCOPES).toHaveLength(oracle('basic-scopes.tsv').length)
  })

  test('what a scope needs is a scope', () => {
    expect(SCOPES.flatMap((scope) => scopeTable[scope].needs).filter((need) => !isScope(need))).toEqual([])
  })
})

describe('scopes that are asked for', () => {
  test('bring what they need, once, in the order of the table', () => {
    expect(withNeeds(['Inputs:Delete', 'Inputs:Get'])).toEqual(['Inputs:Add', 'Inputs:Get', 'Inputs:Delete'])
    for (const scope of SCOPES) expect(withNeeds(withNeeds([scope]))).toEqual(withNeeds([scope]))
  })

  test('are read in both spellings, and only where they may be asked for', () => {
    expect(['Inputs:Add', 'Inputs_Add', ' inputs_add '].map(readScope)).toEqual(Array(3).fill('Inputs:Add'))
    expect(['All', 'Predict'].map(readScope)).toEqual(['All', 'Predict'])
    expect(['Concepts:Delete', 'HistoricalUsage:Get', '', 'Inputs', 'constructor'].map(readScope)).toEqual(
      Array(5).fill(null),
    )
  })

  test('of an app are no account’s: no keys, no clusters, not everything', () => {
    expect(APP_SCOPES).toEqual(
      expect.arrayContaining(['Apps:Get', 'Apps:Add', 'Collaborators:Add', 'Predict']),
    )
    for (const scope of [
      'All',
      'Keys:Get',
      'AuditLogs:Get',
      'PasswordPolicies:Add',
      'Deployments:Add',
    ] as const)
      expect([scope, APP_SCOPES.includes(scope), TOKEN_SCOPES.includes(scope)]).toEqual([scope, false, true])
    expect(withNeeds(APP_SCOPES)).toEqual(APP_SCOPES)
  })

  test('are missing where neither they nor everything is held', () => {
    const wanted: Scope[] = ['Apps:Get', 'Keys:Get']
    expect(missingScopes(wanted, ['Apps:Get'])).toEqual(['Keys:Get'])
    expect([missingScopes(wanted, ['All']), missingScopes(wanted, 'all')]).toEqual([[], []])
  })

  test('say what they carry', () => {
    expect(carriedPermissions('Collaborators:Add')).toEqual(['collaborator.add'])
    expect(carriedPermissions('Models:Pull')).toEqual([])
  })
})
