import { resource } from '@/lib/rest/door'
import { postAppDuplications } from '@/lib/rest/operations/apps'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: postAppDuplications })
