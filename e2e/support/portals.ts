import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTP_PORT } from './ports'

export type Portal = { port: number; stop: () => Promise<number> }

/**
 * One more portal on the database and the build of the one under test, as its operator would start one on another machine: with the same
 * `DATABASE_URL`, `APP_SECRET` and `APP_URL`. `stop` asks it to end and gives how many milliseconds that took.
 */
export async function startPortal(port: number, appUrl: string): Promise<Portal> {
  const dataDir = path.resolve(`.data/e2e-${port}`)
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      PORT: String(port),
      APP_URL: appUrl,
      DATA_DIR: dataDir,
      SMTP_URL: `smtp://127.0.0.1:${SMTP_PORT}`,
      MUSTER_DEMO: 'off',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await answers(port, child)
  return {
    port,
    async stop() {
      const from = performance.now()
      child.kill('SIGTERM')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
      return performance.now() - from
    },
  }
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the portal on ${port} ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
}
