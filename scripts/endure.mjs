// `npm run endure -- kills --times 100`: what the portal has to live through. Nothing of it touches other data than its own.
import { parseArgs } from 'node:util'
import { buildOutdated } from './build.mjs'
import { installMissing, withCheckout } from './install.mjs'

const PARTS = {
  kills: () => import('../endurance/kills.mjs').then(({ kills }) => kills),
  mails: () => import('../endurance/mails.mjs').then(({ mails }) => mails),
  races: () => import('../endurance/races.mjs').then(({ races }) => races),
  api: () => import('../endurance/api.mjs').then(({ api }) => api),
  soak: () => import('../endurance/soak.mjs').then(({ soak }) => soak),
}
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '100' },
    mails: { type: 'string', default: '1000' },
    cuts: { type: 'string', default: '20' },
    accepts: { type: 'string', default: '10000' },
    requests: { type: 'string', default: '100000' },
    minutes: { type: 'string', default: '10' },
    port: { type: 'string', default: '3950' },
  },
})
const [name] = positionals
if (!name || !PARTS[name]) {
  console.error(`Say which part: npm run endure -- ${Object.keys(PARTS).join(' | ')}`)
  process.exit(1)
}
await withCheckout(async () => {
  await installMissing()
  await buildOutdated()
})
const run = await PARTS[name]()
const numbers = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value)]))
const {
  violations,
  lines: _lines,
  killed: _killed,
  ...counts
} = await run({ ...numbers, say: (line) => console.log(line) })
console.log(
  `\n${Object.entries(counts)
    .map(([what, count]) => `${what}: ${count}`)
    .join('\n')}`,
)
for (const violation of violations) console.error(`VIOLATION: ${violation}`)
console.log(`\n${violations.length} violations`)
process.exit(violations.length ? 1 : 0)
