import { resource } from '@/lib/rest/door'
import { getApp } from '@/lib/rest/operations/apps'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: getApp })
