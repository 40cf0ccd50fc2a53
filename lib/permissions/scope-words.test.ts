import { expect, test } from 'vitest'
import { basicWords, inBasicScopes, scopeSummary } from './scope-words'
import { APP_SCOPES, BASIC_SCOPES } from './scopes'

const keysOf = (scopes: readonly string[]) => inBasicScopes(scopes).basic.map(({ key }) => key)

test('each basic scope is called by its name and says what it lets one do', () => {
  for (const { key } of BASIC_SCOPES)
    expect(basicWords(key)).toEqual({ label: key, says: expect.any(String) })
  expect(basicWords('Annotation').says).toBe('Add and Remove Annotations on Inputs')
})

test('what a basic scope gives with all that it brings reads as that basic scope again', () => {
  for (const { key, gives, brings } of BASIC_SCOPES) {
    expect(keysOf([...gives, ...brings])).toContain(key)
    expect(inBasicScopes([...gives, ...brings]).others).toEqual([])
  }
  expect(keysOf(APP_SCOPES)).toEqual(BASIC_SCOPES.map(({ key }) => key))
})

test('a part of a basic scope is none: it stands among the others, by its own name', () => {
  expect(inBasicScopes(['Apps:Get', 'Inputs:Get'])).toEqual({ basic: [], others: ['Apps:Get', 'Inputs:Get'] })
  expect(scopeSummary(['Apps:Get', 'Inputs:Get'])).toEqual([
    { label: 'Scopes', says: 'Apps:Get, Inputs:Get' },
  ])
  const mixed = scopeSummary([
    'Apps:Get',
    'Collaborators:Get',
    'Collaborators:Add',
    'Collaborators:Delete',
    'Uploads:Get',
  ])
  expect(mixed.map(({ says }) => says)).toEqual(['Add, Remove and Patch Collaborators', 'Uploads:Get'])
})
