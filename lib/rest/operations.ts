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
import { deleteInvitations, listInvitations, postInvitations } from './operations/invitations'
import { deleteKey, getKey, listAppKeys, listKeys, patchKeys, postKeys } from './operations/keys'
import { deleteMembers, listMembers, patchMembers } from './operations/members'
import {
  deleteOrganizations,
  getOrganization,
  listOrganizations,
  listRoles,
  listUserOrganizations,
  patchOrganizations,
  postOrganizations,
} from './operations/organizations'
import { listScopes, myScopes, myScopesRoot, myScopesUser } from './operations/scopes'
import { deleteTeamApps, listTeamApps, patchTeamApps, postTeamApps } from './operations/team-apps'
import { deleteTeamUsers, listTeamUsers, postTeamUsers } from './operations/team-users'
import { deleteTeams, listTeams, patchTeams, postTeams } from './operations/teams'
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
  listUserOrganizations,
  listOrganizations, postOrganizations, patchOrganizations, deleteOrganizations,
  getOrganization,
  listRoles,
  listMembers, patchMembers, deleteMembers,
  listInvitations, postInvitations, deleteInvitations,
  listTeams, postTeams, patchTeams, deleteTeams,
  listTeamUsers, postTeamUsers, deleteTeamUsers,
  listTeamApps, postTeamApps, patchTeamApps, deleteTeamApps,
]
