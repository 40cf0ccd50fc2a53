import { resource } from '@/lib/rest/door'
import { listCollaborations } from '@/lib/rest/operations/collaborations'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: listCollaborations })
