import { z } from 'zod'
import { chosenFields } from '@/lib/chosen'
import { EndDate } from '@/lib/end-date'
import { isStorable } from '@/lib/storable'
import { says } from '@/messages/words'

/** How many addresses one form may hold. */
export const MAX_ADDRESSES = 50

const several = (value: unknown) =>
  (Array.isArray(value) ? value : [value]).flatMap((part) =>
    typeof part === 'string' ? part.split(',').filter(Boolean) : part === undefined ? [] : [part],
  )
const Names = z.preprocess(
  several,
  z.array(z.string().trim().max(60)).max(200, says('collaborators.schemas.tooManyScopes')),
)
const flag = z.preprocess((value) => value === true || value === '1' || value === 'on', z.boolean())

/**
 * What is chosen: everything, by name in either spelling, or by the basic ones. A box of a basic scope acts where it was changed: `basicWas`
 * says which were ticked before, so that in a form whose single scopes were edited as well, those decide.
 */
export const scopeFields = {
  all: flag.prefault(''),
  basic: Names.prefault(''),
  basicWas: Names.prefault(''),
  scopes: Names.prefault(''),
}
export const ScopeChoice = z.object(scopeFields)
export type ScopeChoice = z.output<typeof ScopeChoice>

const Emails = z
  .string(says('collaborators.schemas.emails'))
  .max(20_000, says('collaborators.schemas.tooMuchText', { max: MAX_ADDRESSES }))
  .refine((text) => text.trim() !== '', says('collaborators.schemas.emails'))

export const AddCollaboratorsInput = z.object({ emails: Emails, ...scopeFields, until: EndDate.prefault('') })
export type AddCollaboratorsInput = z.output<typeof AddCollaboratorsInput>

/** `collaboratorId` is the id of the grant that was looked at, or of the person; without `until` the end date stays. */
export const ChangeCollaboratorInput = z.object({
  collaboratorId: z.uuid(says('collaborators.schemas.notThere')),
  ...scopeFields,
  until: EndDate.optional(),
})
export type ChangeCollaboratorInput = z.output<typeof ChangeCollaboratorInput>

/** Ids of grants or of people; `added` are those whom these had added and who are to go with them. */
export const RemoveCollaboratorsInput = z.object({
  ids: chosenFields.ids,
  added: chosenFields.ids,
})
export type RemoveCollaboratorsInput = z.output<typeof RemoveCollaboratorsInput>

export const RestoreCollaboratorsInput = z.object({ change: z.uuid() })
export const SharesInput = z.object({ ids: chosenFields.ids })
export const ShareInput = z.object({ shareId: z.uuid(says('collaborators.schemas.shareNotThere')) })

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const text = (most: number) =>
  z.preprocess(one, z.string().trim().max(most).refine(isStorable).optional().catch(undefined))

/** The address of a list. What does not fit falls back: a bad address shows a list, not an error. `size` is for programs. */
export const CollaboratorsSearch = z.object({
  q: text(100),
  cursor: text(2000),
  size: z.preprocess((value) => Number(one(value)), z.int().min(1).max(1000).catch(25)),
})

/** What became of one address. */
export type AddResult = {
  /** As it was typed. */
  address: string
  outcome: 'offered' | 'offered_again' | 'refused'
  /** Why not, in a sentence; what else there is to say. */
  reason: string | null
  shareId: string | null
}
