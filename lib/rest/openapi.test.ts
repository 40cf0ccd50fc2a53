import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openApi } from './openapi'
import { operations } from './operations'

test('the description is one of OpenAPI 3.1, and names every operation with its scopes', async () => {
  const description = openApi('https://muster.example')
  const validator = new Validator()
  expect(await validator.validate(JSON.parse(JSON.stringify(description)))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  for (const { name, method, path, scopes, auth } of operations) {
    const one = description.paths[path]?.[method.toLowerCase()]
    expect(one).toMatchObject({ operationId: name, summary: expect.stringMatching(/\.$/) })
    expect(one?.security[0]).toEqual({ personalAccessToken: [...scopes] })
    expect(one?.security.length, 'the key of an app does').toBe(auth === 'KeyAuth' ? 2 : 1)
  }
})
