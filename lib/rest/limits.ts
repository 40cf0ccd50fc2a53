/** How many things one write takes. */
export const MOST_AT_ONCE = 128
