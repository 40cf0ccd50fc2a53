// Asks the portal as fast as it answers, in a process of its own: one message in, one message out.
import autocannon from 'autocannon'

process.on('message', async (order) => {
  try {
    process.send(await load(order))
  } catch (error) {
    process.send({ error: error.message })
  }
})

/**
 * @param {object} order
 * @param {string} order.url
 * @param {number} order.connections
 * @param {number} [order.seconds] for how long; without it, each of `requests` is sent once
 * @param {Record<string, string>} [order.headers]
 * @param {{path: string, method: string, headers: object, body: string}[]} [order.requests]
 * @param {number} order.expects the only status that counts as an answer
 */
async function load({ url, connections, seconds, headers, requests, expects }) {
  let next = 0
  let last = performance.now()
  const each = requests && [
    { setupRequest: (blank) => ({ ...blank, ...requests[next++ % requests.length] }) },
  ]
  const limit = requests ? { amount: requests.length } : { duration: seconds }
  const started = performance.now()
  const run = autocannon({ url, connections, headers, requests: each, ...limit, timeout: 30 })
  run.on('response', () => {
    last = performance.now()
  })
  const result = await run
  const answered = result.statusCodeStats[expects]?.count ?? 0
  const total = Object.values(result.statusCodeStats).reduce((sum, { count }) => sum + count, 0)
  if (answered !== total || result.errors > 0 || answered === 0) {
    throw new Error(
      `${url} gave ${JSON.stringify(result.statusCodeStats)} and ${result.errors} errors, where ${expects} was expected`,
    )
  }
  return { perSecond: answered / ((last - started) / 1000), p99: result.latency.p99 }
}
