import 'server-only'
import type { Connection } from '@/db/client'
import type { Matter } from './told-invitations'

export type ToldShare = {
  id: string
  app: string
  /** As of invitations; `replaced`: a newer offer of the app has taken its place. */
  state: Matter | 'replaced'
  /** Where the app lives now. */
  href: string
}

type Told = { id: string; kind: string; subjectId: string | null; detail: Record<string, string> }
type Row = {
  id: string
  state: Exclude<ToldShare['state'], 'open' | 'answered' | 'kept'> | 'pending'
  is_theirs: boolean
  is_own_answer: boolean
  account: string
  app: string
}

/** The shares that these notifications of whoever has entered their own account tell of, by the id of the notification. */
export async function toldShares(sql: Connection, told: Told[]): Promise<Map<string, ToldShare>> {
  const received = told.filter(({ kind, subjectId }) => kind === 'app.shared' && subjectId)
  if (received.length === 0) return new Map()
  const rows = await sql<Row[]>`
    select * from told_shares(${received.map((one) => one.subjectId)}::uuid[])`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    received.flatMap(({ id, subjectId, detail }) => {
      const row = byId.get(subjectId ?? '')
      if (!row) return []
      const href = `/${row.account}/apps/${row.app}`
      return [[id, { id: row.id, app: detail.app ?? '', state: matterOf(row), href }] as const]
    }),
  )
}

function matterOf({ state, is_theirs, is_own_answer }: Row): ToldShare['state'] {
  if (state === 'pending') return is_theirs ? 'open' : 'kept'
  const isAnswer = state === 'accepted' || state === 'declined'
  return isAnswer && !is_own_answer ? 'answered' : state
}
