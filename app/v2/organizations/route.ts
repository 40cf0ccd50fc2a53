import { resource } from '@/lib/rest/door'
import {
  deleteOrganizations,
  listOrganizations,
  patchOrganizations,
  postOrganizations,
} from '@/lib/rest/operations/organizations'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: listOrganizations,
  POST: postOrganizations,
  PATCH: patchOrganizations,
  DELETE: deleteOrganizations,
})
