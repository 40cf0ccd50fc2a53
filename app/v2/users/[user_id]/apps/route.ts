import { resource } from '@/lib/rest/door'
import { listApps, patchApps, postApps } from '@/lib/rest/operations/apps'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listApps,
  POST: postApps,
  PATCH: patchApps,
})
