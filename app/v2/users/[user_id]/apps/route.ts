import { resource } from '@/lib/rest/door'
import { listApps } from '@/lib/rest/operations/apps'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: listApps })
