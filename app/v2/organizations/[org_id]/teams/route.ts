import { resource } from '@/lib/rest/door'
import { deleteTeams, listTeams, patchTeams, postTeams } from '@/lib/rest/operations/teams'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listTeams,
  POST: postTeams,
  PATCH: patchTeams,
  DELETE: deleteTeams,
})
