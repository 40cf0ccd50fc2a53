import { database } from '@/db/client'
import journal from '@/db/migrations/meta/_journal.json'
import { log } from '@/lib/log'
import { words } from '@/messages/words'

export const dynamic = 'force-dynamic'

const PATIENCE_MS = 3000
type Checks = { database: string; migrations: string; worker: string }

/** 200 where people can work: the database answers, it is the one this version expects, and a worker is alive. */
export async function GET(): Promise<Response> {
  const checks = await inTime(ask())
  const isReady = Object.values(checks).every((state) => state === 'ok')
  return Response.json(
    { status: isReady ? 'ready' : words('api.route.notReady'), checks },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

async function ask(): Promise<Checks> {
  const expected = journal.entries.at(-1)?.tag
  try {
    const [row] = await database()<{ lastMigration: string; hasWorker: boolean }[]>`
      select last_migration as "lastMigration", worker_alive() as "hasWorker" from muster.prepared`
    return {
      database: 'ok',
      migrations: row?.lastMigration === expected ? 'ok' : words('api.route.notAtTheVersionThatThisPortal'),
      worker: row?.hasWorker ? 'ok' : words('api.route.noWorkerIsAliveMailsAnd'),
    }
  } catch (error) {
    log.warn({ err: error }, 'not ready')
    return unreachable(words('api.route.doesNotAnswer'))
  }
}

async function inTime(checks: Promise<Checks>): Promise<Checks> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Checks>((resolve) => {
    timer = setTimeout(
      () => resolve(unreachable(`did not answer within ${PATIENCE_MS / 1000} seconds`)),
      PATIENCE_MS,
    )
  })
  return Promise.race([checks, late]).finally(() => clearTimeout(timer))
}

const unreachable = (why: string): Checks => ({ database: why, migrations: 'unknown', worker: 'unknown' })
