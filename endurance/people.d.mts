import type postgres from 'postgres'

export type Somebody = { userId: string; sessionId: string; name: string; email: string }
export function makePeople(sql: postgres.Sql, prefix: string, count: number): Promise<Somebody[]>
export function makeOrganization(
  sql: postgres.Sql,
  handle: string,
  admin: Somebody,
): Promise<{ id: string; handle: string }>
