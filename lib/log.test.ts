import { expect, test } from 'vitest'
import { createLog } from './log'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  const log = createLog({ write: (line: string) => lines.push(line) })
  log.level = 'info'
  write(log)
  return lines.join('')
}

test('secrets are left out, at the top and two levels down', () => {
  const line = logged((log) =>
    log.info({ password: 'hunter2', input: { token: 'tok1' }, a: { b: { totp: 'c0de' } } }, 'x'),
  )
  expect(line).not.toMatch(/hunter2|tok1|c0de/)
  expect(JSON.parse(line)).toMatchObject({ level: 'info', password: '[secret]', msg: 'x' })
})

test('a link that opens something is not written down', () => {
  const line = logged((log) =>
    log.info({ path: '/invitations/abc123?x=1' }, 'GET https://m.test/reset/def456'),
  )
  expect(line).not.toMatch(/abc123|def456/)
  expect(line).toContain('/invitations/[secret]?x=1')
})

test('neither are passwords inside addresses', () => {
  const line = logged((log) => log.error({ err: new Error('cannot reach smtp://me:pa55@mail.test:25') }))
  expect(line).not.toContain('pa55')
})

test('an error of the database keeps its code and loses its parameters', () => {
  const source = Object.assign(new Error('duplicate key'), { code: '23505', parameters: ['hunter2'] })
  const error = new Error('Failed query: insert into users\nparams: hunter2,\nx', { cause: source })
  const line = logged((log) => log.error({ err: error }, 'failed'))
  expect(line).not.toContain('hunter2')
  expect(JSON.parse(line).err).toMatchObject({
    message: 'Failed query: insert into users',
    cause: { code: '23505' },
  })
  expect(JSON.parse(line).err.stack).toContain('log.test.ts')
})
