import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'
import { says } from '@/messages/words'

/** How many lines one draft may hold. */
export const MAX_LINES = 10_000
/** How long the inviter's own words may be. */
export const MAX_MESSAGE = 1000
const MAX_TEXT = 1_500_000

export const LINES_AT_ONCE = 50
export const FAILURES_AT_ONCE = 50

/** What would become of a line if it were sent now. */
export const VERDICTS = [
  'new',
  'renew',
  'bad_address',
  'bad_role',
  'duplicate',
  'member',
  'invited',
  'over_limit',
  'left_out',
] as const
export type Verdict = (typeof VERDICTS)[number]

/** The verdicts as people look through them. */
export const SHOWN = {
  all: VERDICTS,
  mistakes: ['bad_address', 'bad_role'],
  invited: ['new', 'renew'],
  skipped: ['duplicate', 'member', 'invited', 'over_limit', 'left_out'],
} as const satisfies Record<string, readonly Verdict[]>
export type Shown = keyof typeof SHOWN

const batchId = z.uuid(says('batches.gone'))
const role = z.enum(ROLE_KEYS, says('batches.chooseRole'))
const isChecked = z
  .enum(['yes', 'no'])
  .optional()
  .transform((value) => value === 'yes')
const message = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().max(MAX_MESSAGE, says('batches.messageTooLong', { most: MAX_MESSAGE })))

export const DraftInput = z
  .object({
    text: z
      .string(says('batches.nothingPasted'))
      .max(MAX_TEXT, says('batches.textTooLong', { most: MAX_LINES }))
      .refine((text) => text.trim() !== '', says('batches.nothingPasted')),
    role,
    again: isChecked,
    /** Set where a file came beside the text. */
    both: z.string().optional(),
  })
  .refine(({ both }) => !both, { ...says('batches.notBoth'), path: ['text'] })

export const BatchInput = z.object({ batchId })

export const KeepMessageInput = z.object({ batchId, message })

export const SendBatchInput = z.object({ batchId, message: message.default('') })

const several = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.coerce.number().int().min(1).max(MAX_LINES)).max(500),
)

const texts = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(60)).max(20),
)

/**
 * A page of lines as its form sends them: `line` names each, `email.7` and `role.7` say what stands there, `out` who is left out. The
 * n-th of `words` is a role that nobody knows, and `means.n` what it means; `again` whether who is invited already is invited anew.
 */
export const MendLinesInput = z
  .looseObject({
    batchId,
    line: several,
    out: several,
    words: texts,
    again: z.enum(['yes', 'no']).optional(),
  })
  .transform(({ batchId, line, out, words, again, ...fields }) => ({
    batchId,
    again,
    lines: line.map((n) => ({
      line: n,
      email: textOf(fields[`email.${n}`]),
      role: roleOf(fields[`role.${n}`]),
      isLeftOut: out.includes(n),
    })),
    roles: words.flatMap((typedRole, n) => {
      const meant = roleOf(fields[`means.${n}`])
      return meant ? [{ typedRole, role: meant }] : []
    }),
  }))

const roleOf = (value: unknown) => role.safeParse(value).data ?? null
const textOf = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 254) : null)

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const lineNumber = z.preprocess(
  one,
  z.coerce.number().int().min(0).max(MAX_LINES).optional().catch(undefined),
)

/** The address of a page of lines. What does not fit falls back. */
export const LinesSearch = z.object({
  show: z.preprocess(one, z.enum(['all', 'mistakes', 'invited', 'skipped']).catch('all')),
  after: lineNumber,
  before: lineNumber,
})
export type LinesSearch = z.output<typeof LinesSearch>

/** The address of a page of mails that failed. */
export const FailedSearch = z.object({ after: z.preprocess(one, z.uuid().optional().catch(undefined)) })
