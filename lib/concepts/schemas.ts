import { z } from 'zod'
import { AppLanguage } from '@/lib/apps/schemas'
import { says } from '@/messages/words'

/** How many may be written at once. */
export const MOST_AT_ONCE = 128

const ID = /^[a-z0-9]+(?:[-_]+[a-z0-9]+)*$/

/** What a concept is called in addresses and annotations: in lower case, and its own in one app alone. */
export const ConceptId = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, says('concepts.schemas.idTooShort'))
  .max(48, says('concepts.schemas.idTooLong'))
  .regex(ID, says('concepts.schemas.idSigns'))

const Name = z
  .string()
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, says('concepts.schemas.nameTooShort'))
      .max(100, says('concepts.schemas.nameTooLong'))
      .regex(/^[^\p{Cc}\p{Cf}\p{Co}]*$/u, says('concepts.schemas.nameSigns')),
  )
const Definition = z.string().trim().max(1000, says('concepts.schemas.definitionTooLong'))

const some = <T extends z.ZodType>(one: T) =>
  z
    .array(one)
    .min(1, says('concepts.schemas.none'))
    .max(MOST_AT_ONCE, says('concepts.schemas.tooMany', { most: MOST_AT_ONCE }))

/** Without a name it is called as its ID; without a language its name is in the app's. */
export const CreateConceptsInput = z.object({
  concepts: some(
    z.object({
      id: ConceptId,
      name: Name.optional(),
      definition: Definition.prefault(''),
      language: AppLanguage.optional(),
    }),
  ),
})

/** What is left out stays as it is. */
export const UpdateConceptsInput = z.object({
  concepts: some(
    z.object({
      id: ConceptId,
      name: Name.optional(),
      definition: Definition.optional(),
      language: AppLanguage.optional(),
    }),
  ),
})

export const GetConceptInput = z.object({ id: ConceptId })
export const ListConceptsInput = z.object({
  size: z.number().int().min(1).max(1000).prefault(50),
  cursor: z.string().max(1000).optional(),
})
