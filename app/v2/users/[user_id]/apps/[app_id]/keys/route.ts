import { resource } from '@/lib/rest/door'
import { listAppKeys } from '@/lib/rest/operations/keys'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: listAppKeys })
