/**
 * Takes every measurement once a round, in an order that turns with the round, so that a noisy minute falls on all of them.
 *
 * @param {number} count
 * @param {Record<string, () => Promise<any>>} measurements
 * @returns {Promise<Record<string, any>[]>} one object of results a round
 */
export async function interleaved(count, measurements) {
  const names = Object.keys(measurements)
  const rounds = []
  for (let round = 0; round < count; round++) {
    const results = {}
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length]
      results[name] = await measurements[name]()
    }
    rounds.push(results)
  }
  return rounds
}

/** The middle of what `of` makes of each round, with the lowest and the highest. */
export function median(rounds, of) {
  const values = rounds.map(of).sort((one, other) => one - other)
  return { value: values[Math.floor(values.length / 2)], from: values[0], to: values.at(-1) }
}

/**
 * One line of the table.
 *
 * @param {string} what
 * @param {{value: number, from: number, to: number}} figure
 * @param {{least?: number, most?: number}} goal neither: said for orientation
 */
export function line(what, figure, goal = {}, unit = '') {
  const { least, most } = goal
  const isMet = (least === undefined || figure.value >= least) && (most === undefined || figure.value <= most)
  const wanted =
    least === undefined && most === undefined
      ? ''
      : least === undefined
        ? `≤ ${short(most)}`
        : `≥ ${short(least)}`
  return {
    what,
    goal: wanted,
    median: short(figure.value) + unit,
    range: `${short(figure.from)} – ${short(figure.to)}`,
    verdict: wanted ? (isMet ? 'reached' : 'MISSED') : '',
  }
}

export function print(title, lines) {
  const columns = ['what', 'goal', 'median', 'range', 'verdict']
  const width = (column) => Math.max(...lines.map((one) => one[column].length))
  const widths = columns.map(width)
  console.log(`\n${title}`)
  for (const one of lines) {
    const cells = columns.map((column, i) =>
      i === 0 || i === 4 ? one[column].padEnd(widths[i]) : one[column].padStart(widths[i]),
    )
    console.log(`  ${cells.join('   ')}`.trimEnd())
  }
}

const short = (value) =>
  value >= 1000
    ? Math.round(value).toLocaleString('en')
    : value >= 100
      ? value.toFixed(0)
      : value >= 10
        ? value.toFixed(1)
        : value.toFixed(2)
