import { tmpdir } from 'node:os'
import path from 'node:path'
import { inject } from 'vitest'

// Each worker has a database of its own, made by test-database.mjs. Set before the test file imports anything.
const worker = Number(process.env.VITEST_POOL_ID ?? 1)
const environments = inject('environments')
Object.assign(process.env, environments[(worker - 1) % environments.length], {
  APP_URL: 'http://localhost:3000',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'a secret that is only used by tests',
  DATA_DIR: path.join(tmpdir(), `muster-test-${process.pid}`),
  MAIL_FROM: 'Muster <muster@localhost>',
  LOG_LEVEL: 'silent',
})
delete process.env.SMTP_URL
