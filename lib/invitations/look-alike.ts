// Signs that are, or become under NFKC, something that passes for an @.
const LOOK_ALIKES = /[\uff20\ufe6b\u24d0\u24b6\u{1f110}]/u

/** Whether somebody typed a sign that only looks like @. */
export const hasLookAlike = (typed: string) => LOOK_ALIKES.test(typed)
