import 'server-only'
import type { Connection } from '@/db/client'
import type { Person } from '@/lib/actor'
import { openInvitationsOf } from '@/lib/invitations/mine'

/**
 * What became of an invitation to the reader. `open`: they can answer it here and now; `accepted`, `declined`: by themselves; `answered`: by
 * another account of that address; `kept`: it waits, but not for this account's address as it is now; the rest as in `invitation_state()`.
 */
export type Matter =
  | 'open'
  | 'accepted'
  | 'declined'
  | 'answered'
  | 'kept'
  | 'revoked'
  | 'expired'
  | 'void'
  | 'gone'

export type ToldInvitation = {
  id: string
  organization: string
  state: Matter
  /** Where the organization lives now; null where it is gone. */
  handle: string | null
}

type Told = { id: string; kind: string; subjectId: string | null; detail: Record<string, string> }
type Row = {
  id: string
  state: Exclude<Matter, 'open' | 'answered' | 'kept'> | 'pending'
  handle: string | null
  is_own_answer: boolean
}

/** The invitations that these notifications of `person` tell of, by the id of the notification. */
export async function toldInvitations(
  sql: Connection,
  person: Person,
  told: Told[],
): Promise<Map<string, ToldInvitation>> {
  const received = told.filter(({ kind, subjectId }) => kind === 'invitation.received' && subjectId)
  if (received.length === 0) return new Map()
  const [rows, open] = await Promise.all([
    sql<Row[]>`select * from told_invitations(${received.map((one) => one.subjectId)}::uuid[])`,
    openInvitationsOf(sql, person),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const openIds = new Set(open.map(({ id }) => id))
  return new Map(
    received.flatMap(({ id, subjectId, detail }) => {
      const row = byId.get(subjectId ?? '')
      if (!row) return []
      const told = { id: row.id, organization: detail.organization ?? '', handle: row.handle }
      return [[id, { ...told, state: matterOf(row, openIds.has(row.id)) }] as const]
    }),
  )
}

function matterOf({ state, is_own_answer }: Row, isOpen: boolean): Matter {
  if (state === 'pending') return isOpen ? 'open' : 'kept'
  const isAnswer = state === 'accepted' || state === 'declined'
  return isAnswer && !is_own_answer ? 'answered' : state
}
