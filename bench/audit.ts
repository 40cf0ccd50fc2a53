// The audit log at a million entries, in a process of its own for each part, so that its memory can be told apart: the part is the first
// argument, what it found is printed as JSON.
import postgres from 'postgres'
import { closeDatabase } from '@/db/client'
import { checkpointKey } from '@/lib/audit/checkpoint-key'
import { exportAudit } from '@/lib/audit/export'
import { listAudit } from '@/lib/audit/list'
import { AuditSearch } from '@/lib/audit/schemas'
import { sealAudit } from '@/lib/audit/seal'

const USER = '00000000-0000-4000-8000-000000000001'
const SESSION = '00000000-0000-4000-8000-000000000002'
const ACTOR = '00000000-0000-4000-8000-000000000007'
const ACCOUNT = 'big'
const caller = {
  actor: { kind: 'person' as const, userId: USER, sessionId: SESSION },
  origin: { requestId: null, address: null, userAgent: null },
}

const PARTS: Record<string, () => Promise<object>> = { seal, list, export: exportAll }

const part = PARTS[process.argv[2] ?? '']
if (!part) throw new Error(`No such part: ${process.argv[2]}`)
const idle = process.memoryUsage.rss()
const found = await part()
await closeDatabase()
console.log(
  JSON.stringify({
    ...found,
    idleMb: megabytes(idle),
    mostMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
)

async function seal() {
  const sql = postgres(process.env.WORKER_DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  const key = checkpointKey(process.env.APP_SECRET ?? '')
  const start = performance.now()
  let entries = 0
  for (;;) {
    const round = await sealAudit(sql, key)
    entries += round.sealed
    if (!round.hasMore) break
  }
  await sql.end()
  return { entries, seconds: secondsSince(start) }
}

/** The middle of 15 times for each question, in milliseconds, with the rows that came. */
async function list() {
  const questions: Record<string, object> = {
    'newest page': {},
    'one event': { event: 'member.removed' },
    'a rare event': { event: 'organization.purged' },
    'three events': { event: 'member.removed,organization.purged,member.joined' },
    'one person': { actor: ACTOR },
    'one person, one event': { actor: ACTOR, event: 'member.removed' },
    refused: { outcome: 'refused' },
    'a target kind': { kind: 'invitation' },
    'an old week': { from: '2024-03-01', to: '2024-03-07' },
    'a rare name': { q: 'rare bird' },
    'a name of 5,000 rows': { q: 'person 77' },
    'a frequent name': { q: 'person' },
    'a word of a sentence': { q: 'removed' },
    'a sentence and a name': { q: 'removed person 4242' },
    'no match': { q: 'nobody at all' },
    deep: {
      cursor: Buffer.from(JSON.stringify(['after', ['2024-06-01T00:00:00Z', 'event', '1']])).toString(
        'base64url',
      ),
    },
  }
  const times: Record<string, [milliseconds: number, rows: number]> = {}
  for (const [name, search] of Object.entries(questions)) {
    const taken: number[] = []
    let rows = 0
    for (let i = 0; i < 15; i++) {
      const start = performance.now()
      rows = (await listAudit(caller, ACCOUNT, AuditSearch.parse(search))).rows.length
      taken.push(performance.now() - start)
    }
    times[name] = [Math.round((taken.sort((a, b) => a - b)[7] ?? 0) * 10) / 10, rows]
  }
  return { times }
}

async function exportAll() {
  const files: Record<string, object> = {}
  for (const format of ['jsonl', 'csv'] as const) {
    const start = performance.now()
    const answer = await exportAudit(caller, ACCOUNT, { format })
    let [bytes, lines] = [0, 0]
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += piece.length
      for (const byte of piece) if (byte === 10) lines++
    }
    files[format] = { lines, mb: megabytes(bytes), seconds: secondsSince(start) }
  }
  return files
}

function megabytes(bytes: number) {
  return Math.round(bytes / 1024 / 1024)
}
function secondsSince(start: number) {
  return Math.round((performance.now() - start) / 100) / 10
}
