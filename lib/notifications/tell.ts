import 'server-only'
import type { Connection } from '@/db/client'
import type { Closing } from '@/db/tenant'
import type { NoticeKind } from './sentences'

/** A line in somebody's bell. `subjectId` is what it speaks of, `detail` the words it needs. */
export type Notice = {
  userId: string
  kind: NoticeKind
  orgId: string
  subjectId: string | null
  detail: Record<string, string>
}

/** The statement that puts notices into bells, all at once. */
export function tellPeople(sql: Connection, notices: Notice[]): Closing {
  if (notices.length === 0) return []
  const rows = notices.map((n) => ({
    user_id: n.userId,
    org_id: n.orgId,
    kind: n.kind,
    subject_id: n.subjectId,
    detail: n.detail,
  }))
  return [
    sql`
      insert into notifications (user_id, org_id, kind, subject_id, detail)
      select r.user_id, r.org_id, r.kind, r.subject_id, r.detail
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(user_id uuid, org_id uuid, kind text, subject_id uuid, detail jsonb)`,
  ]
}
