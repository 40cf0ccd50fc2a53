import { resource } from '@/lib/rest/door'
import { getConcept } from '@/lib/rest/operations/concepts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: getConcept })
