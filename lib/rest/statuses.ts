/** What the envelope of an answer says, by the names of the public protocol (`oracles/status-codes.tsv`). */
export const CODES = {
  success: 10000,
  mixed: 10010,
  failure: 10020,
  throttled: 11005,
  insufficientScopes: 11007,
  keyInvalid: 11008,
  keyNotFound: 11009,
  badFormat: 11100,
  doesNotExist: 11101,
  invalidRequest: 11102,
  methodNotAllowed: 11103,
} as const
export type Code = (typeof CODES)[keyof typeof CODES]

/** Stands beside the payload of every answer. */
export type Status = { code: Code; description: string; details: string; req_id: string }
