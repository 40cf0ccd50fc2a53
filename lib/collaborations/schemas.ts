import { z } from 'zod'
import { says } from '@/messages/words'

/** The share somebody answers: by the secret of its link, or by its id where it stands in their own list. */
export const AnswerShareInput = z
  .object({ token: z.string().max(200).optional(), shareId: z.uuid().optional() })
  .refine((input) => Boolean(input.token) !== Boolean(input.shareId), says('collaborations.answer.sayWhich'))
export type AnswerShareInput = z.output<typeof AnswerShareInput>
