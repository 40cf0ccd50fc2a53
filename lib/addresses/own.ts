import 'server-only'
import type { Connection } from '@/db/client'

export type AddressRow = {
  id: string
  email: string
  isPrimary: boolean
  /** Null while nobody has proven it: until then it does nothing. */
  verifiedAt: Date | null
  createdAt: Date
}

/** One's own addresses, the primary one first, then those that are proven. For who has entered their own account. */
export async function ownAddresses(sql: Connection): Promise<AddressRow[]> {
  type Row = {
    id: string
    email: string
    is_primary: boolean
    verified_at: string | null
    created_at: string
  }
  const rows = await sql<Row[]>`select * from own_addresses()`
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    isPrimary: row.is_primary,
    verifiedAt: row.verified_at ? new Date(row.verified_at) : null,
    createdAt: new Date(row.created_at),
  }))
}
