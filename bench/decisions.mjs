import { pgbench } from './children.mjs'
import { connect, peopleWithApps } from './database.mjs'
import { interleaved, line, median } from './rounds.mjs'

const QUESTIONS = 5_000_000

/** A decision with its facts from the database, against the quickest question that PostgreSQL answers. */
export async function decisionsWithFacts({ ownerUrl, inside, rounds, seconds, members }) {
  const sql = await connect(ownerUrl)
  const [small, large] = [await peopleWithApps(sql, 'small'), await peopleWithApps(sql, 'large')]
  await sql.end()
  const results = await interleaved(rounds, {
    pgbench: () => pgbench(ownerUrl, seconds),
    select: () => inside.ask({ do: 'select', seconds }),
    small: () => inside.ask({ do: 'enter', targets: small, seconds }),
    large: () => inside.ask({ do: 'enter', targets: large, seconds }),
  })
  const of = (one, other) => median(results, (round) => round[one].perSecond / other(round))
  const driver = (round) => round.select.perSecond
  const program = (round) => round.pgbench
  const hasProgram = results[0].pgbench !== undefined
  const [reference, unit] = hasProgram ? [program, 'pgbench -S'] : [driver, 'a select by the same driver']
  return [
    line(`organizations of ${members.small}, of ${unit}`, of('small', reference), { least: 0.45 }),
    line(`organization of ${members.large}, of ${unit}`, of('large', reference), { least: 0.45 }),
    ...(hasProgram
      ? [line(`organization of ${members.large}, of a select by the same driver`, of('large', driver))]
      : []),
    line(
      `organizations of ${members.small}, p99 in ms`,
      median(results, (round) => round.small.p99),
      { most: 2 },
    ),
    line(
      `organization of ${members.large}, p99 in ms`,
      median(results, (round) => round.large.p99),
      { most: 2 },
    ),
    line(
      `organization of ${members.large}, p50 in ms`,
      median(results, (round) => round.large.p50),
    ),
    line(
      `how much dearer with ${members.large}`,
      of('small', (round) => round.large.perSecond),
    ),
    ...(hasProgram ? [line('pgbench -S', median(results, program), {}, '/s')] : []),
    line('select by the same driver', median(results, driver), {}, '/s'),
    line(
      'decisions',
      median(results, (round) => round.large.perSecond),
      {},
      '/s',
    ),
  ]
}

/** A decision from facts that are there already, against CASL asked the same. */
export async function decisionsInProcess({ inside, rounds, isQuick }) {
  const questions = isQuick ? QUESTIONS / 10 : QUESTIONS
  const results = await interleaved(rounds, {
    ours: () => inside.ask({ do: 'ours', questions }),
    casl: () => inside.ask({ do: 'casl', questions }),
  })
  const ratio = median(results, (round) => round.ours.perSecond / round.casl.perSecond)
  return [
    line('times CASL', ratio, { least: 5 }),
    line(
      'decisions',
      median(results, (round) => round.ours.perSecond),
      {},
      '/s',
    ),
    line(
      'CASL',
      median(results, (round) => round.casl.perSecond),
      {},
      '/s',
    ),
  ]
}
