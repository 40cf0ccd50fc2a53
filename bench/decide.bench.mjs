// How fast a decision is in process, against CASL asked the same questions: npx tsx bench/decide.bench.mjs
import { createMongoAbility } from '@casl/ability'
import { can, resolve } from '../lib/permissions/decide'
import { PERMISSIONS } from '../lib/permissions/rules'

const QUESTIONS = 5_000_000
const ROUNDS = 9
const since = new Date()
const team = { id: 'qa', handle: 'qa', name: 'QA', isRestricted: false }
const facts = {
  actor: { userId: 'lena' },
  account: { id: 'acme', kind: 'organization', isOwn: false },
  membership: { role: 'team_contributor', since, until: null },
  restrictedTeams: [],
  app: { id: 'vision', ownerId: 'acme', visibility: 'private' },
  teamGrants: [{ team, gives: 'model_trainer', since, until: null }],
  scopeGrants: [],
  token: null,
}
const access = resolve(facts)
const split = PERMISSIONS.map((permission) => permission.split('.'))
const ability = createMongoAbility(
  PERMISSIONS.filter((permission) => can(access, permission)).map((permission) => {
    const [subject, action] = permission.split('.')
    return { action, subject }
  }),
)

const rounds = Array.from({ length: ROUNDS }, () => ({ ours: ours(), casl: casl() }))
const ratio = median(rounds.map((round) => round.ours / round.casl))
const resolved = resolving(200_000)
const million = (perSecond) => `${(perSecond / 1e6).toFixed(1)} M/s`
console.log(`decide in process: ${million(median(rounds.map((round) => round.ours)))}`)
console.log(`CASL:              ${million(median(rounds.map((round) => round.casl)))}`)
console.log(`resolving facts:   ${million(resolved)}`)
console.log(`ratio to CASL:     ${ratio.toFixed(1)} (at least 5 wanted)`)

// The two loops are written out: a shared one with a function handed in would mostly measure itself.
function ours() {
  let yes = 0
  const started = process.hrtime.bigint()
  for (let i = 0, at = 0; i < QUESTIONS; i++, at = at + 1 === PERMISSIONS.length ? 0 : at + 1)
    if (can(access, PERMISSIONS[at])) yes++
  return rate(QUESTIONS, yes, started)
}

function casl() {
  let yes = 0
  const started = process.hrtime.bigint()
  for (let i = 0, at = 0; i < QUESTIONS; i++, at = at + 1 === PERMISSIONS.length ? 0 : at + 1)
    if (ability.can(split[at][1], split[at][0])) yes++
  return rate(QUESTIONS, yes, started)
}

function resolving(times) {
  let yes = 0
  const started = process.hrtime.bigint()
  for (let i = 0; i < times; i++) if (can(resolve(facts), 'model.view')) yes++
  return rate(times, yes, started)
}

function rate(times, yes, started) {
  if (yes === 0) throw new Error('Nothing was allowed: the measurement is wrong.')
  return times / (Number(process.hrtime.bigint() - started) / 1e9)
}

function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]
}
