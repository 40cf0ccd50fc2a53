import type { AppRow as Listed, AppWay as ListedWay } from '@/lib/apps/rows'

type Away<T> = T extends { until: Date | null } ? Omit<T, 'until'> & { until: Date | string | null } : T
export type AppWay = Away<ListedWay>

/** An app as the browser knows it: moments may have travelled as text. */
export type AppRow = Omit<Listed, 'updatedAt' | 'ways'> & { updatedAt: Date | string; ways: AppWay[] }

/** Rows on their way into a list of the browser, as one text that React only passes on; names are said once. */
export function packRows(rows: Listed[]): string {
  const names = Object.keys(rows[0] ?? {}) as (keyof Listed)[] // every row is made by the same function
  return JSON.stringify([names, ...rows.map((row) => names.map((name) => row[name]))])
}

export function unpackRows(packed: string): AppRow[] {
  const [names, ...rows]: [string[], ...unknown[][]] = JSON.parse(packed)
  const unpack = (row: unknown[]) => Object.fromEntries(names.map((name, i) => [name, row[i]]))
  return rows.map((row) => unpack(row) as AppRow) // from `packRows`, above
}
