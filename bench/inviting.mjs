import { randomBytes } from 'node:crypto'
import { connect } from './database.mjs'
import { interleaved, line, median } from './rounds.mjs'

/** The organization that people are invited to here: not a new one, so it may invite so many. */
const ACCOUNT = 'large'
const COUNT = 10_000

/**
 * 10,000 invitations with all that belongs to them (checks, history, limits, bells, jobs) in their one transaction, against the plain
 * insert of the same rows in theirs.
 */
export async function inviting({ ownerUrl, inside, rounds }) {
  const sql = await connect(ownerUrl)
  try {
    const [who] = await sql`
      select u.id as "userId", s.id as "sessionId" from users u join sessions s on s.user_id = u.id where u.username = 'person-1'`
    const timed = async (deed) => {
      const mark = randomBytes(5).toString('hex')
      const emails = Array.from({ length: COUNT }, (_, i) => `p${i}-${mark}@example.test`)
      await cleanUp(sql)
      return inside.ask({ do: deed, ...who, account: ACCOUNT, emails })
    }
    const measurements = { all: () => timed('invite'), plain: () => timed('insert') }
    for (const measure of Object.values(measurements)) await measure()
    const results = await interleaved(rounds, measurements)
    const [row] =
      await sql`select count(*)::int as n from invitations where email like 'p%@example.test' and state = 'pending'`
    if (row.n !== COUNT) throw new Error(`${row.n} invitations were written, and not ${COUNT}.`)
    await cleanUp(sql)
    const of = (one) => median(results, (round) => round[one].ms)
    return [
      line(
        '10,000 invitations and their jobs, of the plain insert',
        median(results, (round) => round.all.ms / round.plain.ms),
        { most: 2.5 },
      ),
      line('10,000 invitations and their jobs', of('all'), {}, 'ms'),
      line('the plain insert', of('plain'), {}, 'ms'),
    ]
  } finally {
    await sql.end()
  }
}

/** Each round writes into tables as large as before. */
async function cleanUp(sql) {
  await sql`delete from graphile_worker._private_jobs where payload::jsonb ? 'batchId'`
  await sql`delete from rate_limits where key like '%invite%'`
  await sql`delete from invitation_lines`
  await sql`delete from invitations where email like 'p%@example.test'`
}
