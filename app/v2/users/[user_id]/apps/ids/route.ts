import { resource } from '@/lib/rest/door'
import { patchAppsIds } from '@/lib/rest/operations/apps'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ PATCH: patchAppsIds })
