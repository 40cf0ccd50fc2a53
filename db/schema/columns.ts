import { sql } from 'drizzle-orm'
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Instants are `timestamptz`; in TypeScript they are `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 6 })

/** The primary key of nearly every table. */
export const id = () => uuid('id').primaryKey().default(sql`gen_random_uuid()`)

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
export const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })
export const address = customType<{ data: string }>({ dataType: () => 'inet' })

/**
 * The life of a grant. A grant is never edited or deleted: it is ended, and where it changed a new row begins. Every ended row
 * names the change that ended it, which is how reinstating finds what belongs together.
 */
export const grantLife = () => ({
  startedAt: instant('started_at').notNull().default(sql`now()`),
  startedBy: uuid('started_by'),
  startedChange: uuid('started_change'),
  expiresAt: instant('expires_at'),
  endedAt: instant('ended_at'),
  endedBy: uuid('ended_by'),
  endedChange: uuid('ended_change'),
})
