import { defineConfig, devices } from '@playwright/test'
import { chromiumLaunch } from './e2e/support/chromium'
import { PORT, SMTP_PORT } from './e2e/support/ports'

const baseURL = `http://localhost:${PORT}`

export default defineConfig({
  testDir: './e2e',
  tsconfig: './e2e/tsconfig.json',
  globalSetup: './e2e/support/global-setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL,
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    launchOptions: await chromiumLaunch(),
    // A trace of every step costs a fifth of the time: asked for with TRACE=1, where a picture and the page as text do not tell enough.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node scripts/e2e-server.mjs',
    url: `${baseURL}/api/health`,
    env: {
      PORT: String(PORT),
      APP_URL: baseURL,
      SMTP_URL: `smtp://127.0.0.1:${SMTP_PORT}`,
      API_REQUESTS_PER_SECOND: '1000', // one token tries every address
      WEBHOOK_PRIVATE: 'allow', // the tests' receivers stand beside the portal
    },
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
