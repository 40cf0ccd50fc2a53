/** Where it is the only factor (NIST SP 800-63B-4, 3.1.1.2). */
export const MIN_PASSWORD_LENGTH = 15
export const MAX_PASSWORD_LENGTH = 200
