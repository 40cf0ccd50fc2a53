import { resource } from '@/lib/rest/door'
import { listRoles } from '@/lib/rest/operations/organizations'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: listRoles })
