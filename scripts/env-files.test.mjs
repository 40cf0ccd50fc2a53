import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { env as checked } from '@/lib/env'
import { readEnvFiles, SETTINGS } from './env-files.mjs'

function file(content) {
  const name = path.join(mkdtempSync(path.join(tmpdir(), 'muster-env-')), 'secret')
  writeFileSync(name, content)
  return name
}

test('every variable that the portal knows may be given as a file', () => {
  expect([...SETTINGS].sort()).toEqual(Object.keys(checked).sort())
  for (const name of SETTINGS) {
    const env = { [`${name}_FILE`]: file('what stands there\n') }
    readEnvFiles(env)
    expect(env).toEqual({ [name]: 'what stands there' })
  }
})

test('says which variable is wrong, and never what stands in the file', () => {
  const reading = (env) => () => readEnvFiles(env)
  expect(reading({ APP_SECRET_FILE: '/nowhere/secret' })).toThrow(
    'APP_SECRET_FILE names /nowhere/secret, which is not there.',
  )
  const folder = path.join(tmpdir(), `muster-folder-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  expect(reading({ SMTP_URL_FILE: folder })).toThrow(`which is a folder.`)
  expect(reading({ SMTP_URL_FILE: file('\n') })).toThrow('which is empty')
  const both = { APP_SECRET: 'hunter2', APP_SECRET_FILE: file('hunter3') }
  expect(reading(both)).toThrow(/^Both APP_SECRET and APP_SECRET_FILE are set\. Take one of them away\.$/)
})

test('without files nothing changes, and an empty name is none', () => {
  const env = { PORT: '3000', APP_SECRET_FILE: '' }
  readEnvFiles(env)
  expect(env).toEqual({ PORT: '3000', APP_SECRET_FILE: '' })
})
