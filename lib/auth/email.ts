/**
 * The one form in which addresses are compared: lower case, look-alike encodings of one letter made equal. Idempotent. Look-alikes
 * of @ would become one here, so addresses are checked as typed, before this.
 */
export const normalizeEmail = (address: string): string => address.trim().normalize('NFKC').toLowerCase()
