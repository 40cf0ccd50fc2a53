import { resource } from '@/lib/rest/door'
import { deleteInvitations, listInvitations, postInvitations } from '@/lib/rest/operations/invitations'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listInvitations,
  POST: postInvitations,
  DELETE: deleteInvitations,
})
