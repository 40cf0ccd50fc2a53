import { resource } from '@/lib/rest/door'
import { listKeys, patchKeys, postKeys } from '@/lib/rest/operations/keys'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listKeys,
  POST: postKeys,
  PATCH: patchKeys,
})
