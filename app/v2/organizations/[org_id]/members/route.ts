import { resource } from '@/lib/rest/door'
import { deleteMembers, listMembers, patchMembers } from '@/lib/rest/operations/members'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listMembers,
  PATCH: patchMembers,
  DELETE: deleteMembers,
})
