import { resource } from '@/lib/rest/door'
import {
  deleteCollaborators,
  listCollaborators,
  patchCollaborators,
  postCollaborators,
} from '@/lib/rest/operations/collaborators'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listCollaborators,
  POST: postCollaborators,
  PATCH: patchCollaborators,
  DELETE: deleteCollaborators,
})
