import { resource } from '@/lib/rest/door'
import { deleteTeamUsers, listTeamUsers, postTeamUsers } from '@/lib/rest/operations/team-users'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listTeamUsers,
  POST: postTeamUsers,
  DELETE: deleteTeamUsers,
})
