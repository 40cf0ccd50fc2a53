import { resource } from '@/lib/rest/door'
import { getUser } from '@/lib/rest/operations/users'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: getUser })
