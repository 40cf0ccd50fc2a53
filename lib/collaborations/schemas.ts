import { z } from 'zod'
import { PageSize } from '@/lib/page-size'
import { isStorable } from '@/lib/storable'
import { says } from '@/messages/words'

/** The share somebody answers: by the secret of its link, or by its id where it stands in their own list. */
export const AnswerShareInput = z
  .object({ token: z.string().max(200).optional(), shareId: z.uuid().optional() })
  .refine((input) => Boolean(input.token) !== Boolean(input.shareId), says('collaborations.answer.sayWhich'))
export type AnswerShareInput = z.output<typeof AnswerShareInput>

/** One of one's own collaborations, by the id of the grant. */
export const LeaveAppInput = z.object({ collaborationId: z.uuid(says('collaborations.leave.notThere')) })

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The address of the list. What does not fit falls back: a bad address shows a list, not an error. */
export const CollaborationsSearch = z.object({
  q: z.preprocess(one, z.string().trim().max(100).refine(isStorable).optional().catch(undefined)),
  sort: z.preprocess(one, z.enum(['app', 'since', 'until']).catch('app')),
  dir: z.preprocess(one, z.enum(['asc', 'desc']).catch('asc')),
  size: PageSize,
  cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
})
export type CollaborationsSearch = z.output<typeof CollaborationsSearch>
