import { resource } from '@/lib/rest/door'
import { listScopes } from '@/lib/rest/operations/scopes'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: listScopes })
