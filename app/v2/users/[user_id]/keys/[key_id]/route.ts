import { resource } from '@/lib/rest/door'
import { deleteKey, getKey } from '@/lib/rest/operations/keys'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: getKey, DELETE: deleteKey })
