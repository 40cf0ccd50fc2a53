import type { MemberRow as Listed } from '@/lib/members/queries'

type Moment = 'joinedAt' | 'lastActiveAt' | 'until'

/** A member as the browser knows them: moments may have travelled as text. */
export type MemberRow = Omit<Listed, Moment> & Record<Moment, Date | string | null>

/**
 * Rows on their way into a table of the browser. Handed over as they are, React would walk through every value of every row, twice;
 * one text it only passes on.
 */
export const packRows = (rows: Listed[]): string => JSON.stringify(rows)

export const unpackRows = (packed: string): MemberRow[] => JSON.parse(packed) as MemberRow[] // from `packRows`, above
