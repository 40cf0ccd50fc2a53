import { adminsWithApps, connect } from './database.mjs'
import { interleaved, line, median } from './rounds.mjs'

/** A page of the people who reach an app, each with every way: the statement, as an Admin asks it. */
export async function whoReaches({ ownerUrl, inside, rounds, seconds, members }) {
  const sql = await connect(ownerUrl)
  const [small, large] = [await adminsWithApps(sql, 'small'), await adminsWithApps(sql, 'large')]
  await sql.end()
  const results = await interleaved(rounds, {
    small: () => inside.ask({ do: 'people', targets: small, seconds }),
    large: () => inside.ask({ do: 'people', targets: large, seconds }),
  })
  const of = (size, what) => median(results, (round) => round[size][what])
  return [
    line(`organizations of ${members.small}, p50 in ms`, of('small', 'p50'), { most: 1.5 }),
    line(`organization of ${members.large}, p50 in ms`, of('large', 'p50'), { most: 1.5 }),
    line(`organization of ${members.large}, p99 in ms`, of('large', 'p99')),
    line(
      `how much dearer with ${members.large}`,
      median(results, (round) => round.large.p50 / round.small.p50),
      { most: 1.2 },
    ),
  ]
}
