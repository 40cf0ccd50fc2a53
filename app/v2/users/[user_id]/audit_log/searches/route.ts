import { resource } from '@/lib/rest/door'
import { postAuditLogSearches } from '@/lib/rest/operations/audit'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: postAuditLogSearches })
