/** Half of a character, or none at all: PostgreSQL stores no U+0000, and in JSON no lone surrogate. */
const UNSTORABLE = /[\0\p{Cs}]/u

/** Whether the database can hold this text. */
export const isStorable = (text: string) => !UNSTORABLE.test(text)
