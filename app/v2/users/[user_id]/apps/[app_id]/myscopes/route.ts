import { resource } from '@/lib/rest/door'
import { myScopes } from '@/lib/rest/operations/scopes'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: myScopes })
