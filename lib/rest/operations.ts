import 'server-only'
import type { Operation } from './operation'
import {
  deleteOneApp,
  getApp,
  listApps,
  patchApps,
  patchAppsDetails,
  patchAppsIds,
  patchOneApp,
  postAppDuplications,
  postApps,
} from './operations/apps'
import { postAuditLogSearches } from './operations/audit'
import { listCollaborations } from './operations/collaborations'
import {
  deleteCollaborators,
  listCollaborators,
  patchCollaborators,
  postCollaborators,
} from './operations/collaborators'
import { getConcept, listConcepts, patchConcepts, postConcepts } from './operations/concepts'
import { deleteKey, getKey, listAppKeys, listKeys, patchKeys, postKeys } from './operations/keys'
import { listScopes, myScopes, myScopesRoot, myScopesUser } from './operations/scopes'
import { getUser } from './operations/users'

// biome-ignore format: it is a table
/** THE table of the API: every operation there is. Routes name theirs, and a test sees that each has one; the description comes from here. */
export const operations: readonly Operation[] = [
  getUser,
  listApps, getApp, postApps, patchApps, patchOneApp, patchAppsDetails, patchAppsIds, deleteOneApp, postAppDuplications,
  listCollaborators, postCollaborators, patchCollaborators, deleteCollaborators, listCollaborations,
  getConcept, listConcepts, postConcepts, patchConcepts,
  getKey, listKeys, listAppKeys, postKeys, patchKeys, deleteKey,
  myScopes, myScopesUser, myScopesRoot, listScopes,
  postAuditLogSearches,
]
