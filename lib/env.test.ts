import { expect, test } from 'vitest'
import { environment } from './env'

test('names the variable, what is wrong with it and what to do', () => {
  expect(() => environment({ PORT: 'many' }).PORT).toThrow(
    'PORT must be a number. Change it and start again.',
  )
  expect(() => environment({ APP_URL: 'muster.example.org' }).APP_URL).toThrow('APP_URL must')
  expect(() => environment({ APP_URL: 'https://example.org/muster' }).APP_URL).toThrow('must not have a path')
  expect(() => environment({ APP_SECRET: 'short' }).APP_SECRET).toThrow('at least 32 characters')
  expect(() => environment({ SMTP_URL: 'http://mail' }).SMTP_URL).toThrow('must begin with smtp://')
  expect(() => environment({}).APP_SECRET).toThrow('APP_SECRET is not set. Make one with')
  expect(() => environment({ APP_DATABASE_URL: '' }).APP_DATABASE_URL).toThrow('APP_DATABASE_URL is not set')
})

test('a message never repeats the value, which may be a password', () => {
  let said = ''
  try {
    environment({ SMTP_URL: 'http://me:hunter2@mail' }).SMTP_URL
  } catch (error) {
    said = String(error)
  }
  expect(said).toContain('SMTP_URL must begin with smtp://')
  expect(said).not.toContain('hunter2')
})

test('asking for one variable does not need the others', () => {
  const env = environment({ PORT: '4000', APP_URL: 'https://muster.example.org/' })
  expect([env.PORT, env.APP_URL, env.SMTP_URL]).toEqual([4000, 'https://muster.example.org', undefined])
})
