/** What a change of scopes or of the end date means. */
export type Difference = {
  gained: string[]
  lost: string[]
  /** Where the end date changes; null for good. */
  until: { was: Date | null; now: Date | null } | null
}

type Held = { scopes: readonly string[]; until: Date | null }

/** What somebody gains and loses where they hold `now` in place of `was`. Pure. */
export function differenceOf(was: Held, now: Held): Difference {
  const isSameEnd = was.until?.getTime() === now.until?.getTime()
  return {
    gained: now.scopes.filter((scope) => !was.scopes.includes(scope)),
    lost: was.scopes.filter((scope) => !now.scopes.includes(scope)),
    until: isSameEnd ? null : { was: was.until, now: now.until },
  }
}
