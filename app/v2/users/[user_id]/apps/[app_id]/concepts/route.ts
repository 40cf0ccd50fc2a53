import { resource } from '@/lib/rest/door'
import { listConcepts, patchConcepts, postConcepts } from '@/lib/rest/operations/concepts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listConcepts,
  POST: postConcepts,
  PATCH: patchConcepts,
})
