import 'server-only'
import { z } from 'zod'
import type { AppLanguage } from '@/lib/apps/schemas'
import { createConcepts, updateConcepts } from '@/lib/concepts/commands'
import { getConcept as findConcept, listConcepts as walkConcepts } from '@/lib/concepts/queries'
import { invalid } from '@/lib/errors'
import { words } from '@/messages/words'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { Concept, shapeConcept } from '../shape-of-concept'
import { Action, several } from '../shapes'

export const getConcept = operation({
  name: 'GetConcept',
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}/concepts/{concept_id}',
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Concepts:Get'],
  answer: z.object({ concept: Concept }),
  async run({ caller, params }) {
    const found = await findConcept(caller, params.user_id, params.app_id, { id: params.concept_id })
    return { concept: shapeConcept(found, params.app_id) }
  },
})

export const listConcepts = operation({
  name: 'ListConcepts',
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}/concepts',
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Concepts:Get'],
  query: z.object(paged),
  answer: z.object({ concepts: z.array(Concept), ...nextCursor }),
  async run({ caller, params, query }) {
    const { rows, ...rest } = await pageOf(query, 'concepts', (size, cursor) =>
      walkConcepts(caller, params.user_id, params.app_id, { size, cursor }),
    )
    return { concepts: rows.map((row) => shapeConcept(row, params.app_id)), ...rest }
  },
})

const ConceptInput = z.object({
  id: z.string(),
  name: z.string().optional(),
  definition: z.string().optional(),
  language: z.string().optional(),
})
const Concepts = z.object({ concepts: z.array(Concept) })

/** What does not fit is said by the command, which takes them all or none. */
const inCommand = ({ language, ...texts }: z.output<typeof ConceptInput>) => ({
  ...texts,
  language: language as z.input<typeof AppLanguage> | undefined, // parsed by the command
})

export const postConcepts = operation({
  name: 'PostConcepts',
  method: 'POST',
  path: '/v2/users/{user_id}/apps/{app_id}/concepts',
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Concepts:Add', 'Concepts:Get'],
  body: z.object({ concepts: several(ConceptInput) }),
  answer: Concepts,
  async run({ caller, params, body }) {
    const { concepts } = await createConcepts(caller, params.user_id, {
      app: params.app_id,
      concepts: body.concepts.map(inCommand),
    })
    return { concepts: concepts.map((one) => shapeConcept(one, params.app_id)) }
  },
})

export const patchConcepts = operation({
  name: 'PatchConcepts',
  method: 'PATCH',
  path: '/v2/users/{user_id}/apps/{app_id}/concepts',
  auth: 'KeyAuth',
  scopes: ['Apps:Get', 'Concepts:Add', 'Concepts:Get'],
  body: z.object({ action: Action, concepts: several(ConceptInput) }),
  answer: Concepts,
  async run({ caller, params, body: { action, concepts: given } }) {
    const { concepts } = await updateConcepts(caller, params.user_id, {
      app: params.app_id,
      concepts: given.map((one, at) => (action === 'remove' ? cleared(one, at) : inCommand(one))),
    })
    return { concepts: concepts.map((one) => shapeConcept(one, params.app_id)) }
  },
})

/** A definition can be taken away; a name and a language cannot. */
function cleared({ id, definition, ...others }: z.output<typeof ConceptInput>, at: number) {
  const left = Object.keys(others)
  if (left.length > 0) {
    const why = words('rest.actionNotFit', { actions: 'overwrite, merge' })
    throw invalid(Object.fromEntries(left.map((name) => [`concepts.${at}.${name}`, why])))
  }
  return { id, ...(definition === undefined ? {} : { definition: '' }) }
}
