import { resource } from '@/lib/rest/door'
import { deleteTeamApps, listTeamApps, patchTeamApps, postTeamApps } from '@/lib/rest/operations/team-apps'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listTeamApps,
  POST: postTeamApps,
  PATCH: patchTeamApps,
  DELETE: deleteTeamApps,
})
