import { resource } from '@/lib/rest/door'
import { myScopesRoot } from '@/lib/rest/operations/scopes'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: myScopesRoot })
