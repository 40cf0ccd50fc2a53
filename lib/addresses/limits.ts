/** How many addresses one person keeps, proven or not. */
export const MAX_ADDRESSES = 10
/** How long an address waits to be proven; `unproven_for()` in `db/walls/08-addresses.sql` holds the same. */
export const UNPROVEN_DAYS = 7
