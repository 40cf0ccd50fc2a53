// What is measured inside one process: decisions, and commands without HTTP around them. One message in, one message out.
import { createMongoAbility } from '@casl/ability'
import postgres from 'postgres'
import { glancing, reading, writing } from '@/db/tenant'
import type { Caller } from '@/lib/actor'
import { peopleOfApp } from '@/lib/app-access/people'
import { listApps } from '@/lib/apps/queries'
import { sealSession, sessionCookie } from '@/lib/auth/session-token'
import { draftInvitations } from '@/lib/invitation-batches/commands'
import { sendInvitationBatch } from '@/lib/invitation-batches/send'
import { acceptInvitation } from '@/lib/invitations/answer'
import { can, type Facts, resolve } from '@/lib/permissions/decide'
import { enter, enterApp } from '@/lib/permissions/facts'
import { PERMISSIONS } from '@/lib/permissions/rules'

type Target = { userId: string; sessionId: string; account: string; app: string }
type Sealed = { userId: string; sessionId: string }
type Answer = { userId: string; sessionId: string; token: string }
type Inviting = { userId: string; sessionId: string; account: string; emails: string[] }
type Order =
  | ({ do: 'invite' | 'insert' } & Inviting)
  | { do: 'seal'; sessions: Sealed[] }
  | { do: 'ours' | 'casl'; questions: number }
  | { do: 'apps' | 'enter' | 'people'; targets: Target[]; seconds: number }
  | { do: 'select'; seconds: number }
  | { do: 'accept'; answers: Answer[]; atOnce: number }

process.on('message', async (order: Order) => {
  try {
    process.send?.(await obey(order))
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})

async function obey(order: Order): Promise<object> {
  switch (order.do) {
    case 'seal':
      return {
        cookies: await Promise.all(
          order.sessions.map(async (one) => `${sessionCookie()}=${await sealSession(one)}`),
        ),
      }
    case 'ours':
      return { perSecond: ours(order.questions) }
    case 'casl':
      return { perSecond: casl(order.questions) }
    case 'enter':
      return oneByOne(order.seconds, (i) => decideOn(order.targets[i % order.targets.length]))
    case 'apps':
      return oneByOne(order.seconds, (i) => listingFor(order.targets[i % order.targets.length]))
    case 'people':
      return oneByOne(order.seconds, (i) => whoReaches(order.targets[i % order.targets.length]))
    case 'select':
      return selecting(order.seconds)
    case 'invite':
      return inviting(order)
    case 'insert':
      return inserting(order)
    case 'accept':
      return accepting(order.answers, order.atOnce)
  }
}

/** A decision as every request takes one: who asks, their tie, their grants on the app, and whether they may. */
async function decideOn(target: Target | undefined) {
  if (!target) throw new Error('There is nobody to ask about.')
  const { userId, sessionId, account, app } = target
  const entered = await glancing((sql) => enter(sql, { kind: 'person', userId, sessionId }, account, app))
  can(entered.access, 'model.view')
  if (entered.access.facts.teamGrants.length === 0) throw new Error(`No team leads to ${account}/${app}.`)
}

/** "My Apps" of a Team Contributor: entering, the page with the ways to each app, what is pinned, and how many there are. */
async function listingFor(target: Target | undefined) {
  if (!target) throw new Error('There is nobody to ask about.')
  const { userId, sessionId, account } = target
  const origin = { requestId: 'bench', address: '127.0.0.1', userAgent: 'bench' }
  const { rows } = await listApps({ actor: { kind: 'person', userId, sessionId }, origin }, account, {})
  if (rows.length === 0) throw new Error(`Nobody gave ${userId} an app of ${account}.`)
}

/** A page of the people who reach an app. Gives how long the statement took: entering is measured by itself. */
async function whoReaches(target: Target | undefined): Promise<number> {
  if (!target) throw new Error('There is nobody to ask about.')
  const { userId, sessionId, account, app } = target
  return reading(
    (sql) => enterApp(sql, { kind: 'person', userId, sessionId }, account, app),
    async ({ sql }) => {
      const started = performance.now()
      const people = await peopleOfApp(sql, { limit: 51 })
      if (people.length === 0) throw new Error(`Nobody reaches ${account}/${app}.`)
      return performance.now() - started
    },
  )
}

/** The row that `pgbench -S` reads, by a prepared statement of the driver that the portal uses. */
async function selecting(seconds: number) {
  const sql = postgres(process.env.APP_DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  const results = await oneByOne(seconds, async () => {
    const aid = 1 + Math.floor(Math.random() * 1_000_000)
    const rows = await sql`select abalance from bench.pgbench_accounts where aid = ${aid}`
    if (rows.length !== 1) throw new Error('The row was not there.')
  })
  await sql.end()
  return results
}

/** What `ask` gives is how long the part took that counts; without it, all of it counts. */
async function oneByOne(seconds: number, ask: (i: number) => Promise<unknown>) {
  for (let i = 0; i < 200; i++) await ask(i)
  const times: number[] = []
  const started = performance.now()
  const until = started + seconds * 1000
  for (let i = 200, at = started; at < until; i++) {
    const took = await ask(i)
    const now = performance.now()
    times.push(typeof took === 'number' ? took : now - at)
    at = now
  }
  const perSecond = times.length / ((performance.now() - started) / 1000)
  times.sort((one, other) => one - other)
  const percentile = (part: number) => times[Math.floor(times.length * part)]
  return { perSecond, p50: percentile(0.5), p99: percentile(0.99) }
}

async function accepting(answers: Answer[], atOnce: number) {
  const left = [...answers]
  const started = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = left.pop(); one; one = left.pop()) {
        const { userId, sessionId, token } = one
        const origin = { requestId: 'bench', address: '127.0.0.1', userAgent: 'bench' }
        const caller: Caller = { actor: { kind: 'person', userId, sessionId }, origin }
        await acceptInvitation(caller, 'me', { token })
      }
    }),
  )
  return { perSecond: answers.length / ((performance.now() - started) / 1000) }
}

/** Everything that inviting many writes, in its one transaction. That the list was checked before is not measured. */
async function inviting({ userId, sessionId, account, emails }: Inviting) {
  const origin = { requestId: 'bench', address: '127.0.0.1', userAgent: 'bench' }
  const caller: Caller = { actor: { kind: 'person', userId, sessionId }, origin }
  const text = emails.join('\n')
  const { batchId } = await draftInvitations(caller, account, { text, role: 'organization_user' })
  const started = performance.now()
  await sendInvitationBatch(caller, account, { batchId, message: '' })
  return { ms: performance.now() - started }
}

/** The same rows and nothing else: one unnest, by the same role under the same policies. */
async function inserting({ userId, sessionId, account, emails }: Inviting) {
  const started = performance.now()
  await writing(
    (sql) => enter(sql, { kind: 'person', userId, sessionId }, account),
    async ({ sql }) => {
      await sql`
        insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
        select current_tenant(), e, e, 'organization_user', ${userId}::uuid, 'Person One', now() + interval '7 days'
          from unnest(${`{${emails.join(',')}}`}::text[]) e`
      return { result: null, closing: [] }
    },
  )
  return { ms: performance.now() - started }
}

const since = new Date()
const facts: Facts = {
  actor: { userId: 'lena' },
  account: { id: 'acme', kind: 'organization', isOwn: false },
  membership: { role: 'team_contributor', since, until: null },
  restrictedTeams: [],
  app: { id: 'vision', ownerId: 'acme', visibility: 'private' },
  teamGrants: [
    {
      team: { id: 'qa', handle: 'qa', name: 'QA', isRestricted: false },
      gives: 'model_trainer',
      since,
      until: null,
    },
  ],
  scopeGrants: [],
  token: null,
}
const access = resolve(facts)
const permissions = [...PERMISSIONS]
const actions = permissions.map((permission) => permission.split('.')[1] ?? '')
const subjects = permissions.map((permission) => permission.split('.')[0] ?? '')
const ability = createMongoAbility(
  permissions.flatMap((permission, i) =>
    can(access, permission) ? [{ action: actions[i] ?? '', subject: subjects[i] ?? '' }] : [],
  ),
)

// The two loops are written out: a shared one with a function handed in would mostly measure itself.
function ours(questions: number): number {
  let yes = 0
  const started = performance.now()
  for (let i = 0, at = 0; i < questions; i++, at = at + 1 === permissions.length ? 0 : at + 1)
    if (can(access, permissions[at] as (typeof permissions)[number])) yes++ // `at` stays below the length
  return rate(questions, yes, started)
}

function casl(questions: number): number {
  let yes = 0
  const started = performance.now()
  for (let i = 0, at = 0; i < questions; i++, at = at + 1 === permissions.length ? 0 : at + 1)
    if (ability.can(actions[at] as string, subjects[at] as string)) yes++ // as above
  return rate(questions, yes, started)
}

function rate(questions: number, yes: number, started: number): number {
  if (yes === 0) throw new Error('Nothing was allowed: the measurement is wrong.')
  return questions / ((performance.now() - started) / 1000)
}
