import { resource } from '@/lib/rest/door'
import { deleteOneApp, getApp, patchOneApp } from '@/lib/rest/operations/apps'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: getApp,
  PATCH: patchOneApp,
  DELETE: deleteOneApp,
})
