import type { MemberRow as Listed } from '@/lib/members/rows'

type Moment = 'joinedAt' | 'lastActiveAt' | 'until'

/** A member as the browser knows them: moments may have travelled as text. */
export type MemberRow = Omit<Listed, Moment> & Record<Moment, Date | string | null>

/**
 * Rows on their way into a table of the browser. Handed over as they are, React would walk through every value of every row, twice;
 * one text it only passes on. Names of columns are said once.
 */
export function packRows(rows: Listed[]): string {
  const names = Object.keys(rows[0] ?? {}) as (keyof Listed)[] // every row is made by the same function
  return JSON.stringify([names, ...rows.map((row) => names.map((name) => row[name]))])
}

export function unpackRows(packed: string): MemberRow[] {
  const [names, ...rows]: [string[], ...unknown[][]] = JSON.parse(packed)
  const unpack = (row: unknown[]) => Object.fromEntries(names.map((name, i) => [name, row[i]]))
  return rows.map((row) => unpack(row) as MemberRow) // from `packRows`, above
}
