import 'server-only'

const SUGGESTED_DAYS = 90

/** The day on which a new token is suggested to end, as a form writes it. */
export const suggestedEnd = (): string =>
  new Date(Date.now() + SUGGESTED_DAYS * 864e5).toISOString().slice(0, 10)
