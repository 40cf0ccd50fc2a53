/** How many characters a description and the notes of an app may have. */
export const DESCRIPTION_LENGTH = 300 // as `AppDescription` of `lib/apps/schemas.ts`
export const NOTES_LENGTH = 10_000
