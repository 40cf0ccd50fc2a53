import type { TeamAppRow, TeamMemberRow } from '@/lib/teams/lists'

/** Rows as the browser knows them: moments may have travelled as text. */
type Travelled<Row> = Omit<Row, 'since' | 'until'> & {
  since: Date | string | null
  until: Date | string | null
}
export type PersonRow = Travelled<TeamMemberRow>
export type AppRow = Travelled<TeamAppRow>
