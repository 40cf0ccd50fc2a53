import { z } from 'zod'
import { TEAM_PERMISSION_KEYS } from '@/db/schema/teams'
import { chosenFields } from '@/lib/chosen'
import { EndDate } from '@/lib/end-date'
import { isHandle } from '@/lib/handles'
import { PageSize } from '@/lib/page-size'
import { isStorable } from '@/lib/storable'
import { says } from '@/messages/words'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

export const TeamPermissionKey = z.preprocess(
  one,
  z.enum(TEAM_PERMISSION_KEYS, says('teams.schemas.choosePermission')),
)
export const TeamHandle = z
  .string()
  .trim()
  .toLowerCase()
  .min(2, says('teams.schemas.idTooShort'))
  .max(40, says('teams.schemas.idTooLong'))
  .refine(isHandle, says('teams.schemas.idLetters'))
const TeamName = z
  .string()
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(2, says('teams.schemas.nameTooShort'))
      .max(80, says('teams.schemas.nameTooLong'))
      // What cannot be seen would tell two teams apart that look the same.
      .regex(/^[^\p{Cc}\p{Cf}\p{Co}]*$/u, says('teams.schemas.nameUnseen')),
  )
const TeamId = z.uuid(says('teams.schemas.teamGone'))
const UserId = z.uuid(says('teams.schemas.personGone'))
const AppId = z.uuid(says('teams.schemas.appGone'))
/** A box of a form: there or not. */
const Box = z.preprocess((value) => value === true || value === '1' || value === 'on', z.boolean())

export const CreateTeamInput = z.object({
  handle: TeamHandle,
  name: TeamName,
  permission: TeamPermissionKey,
  isRestricted: Box.prefault(false),
})
export type CreateTeamInput = z.output<typeof CreateTeamInput>

/** What is left out stays as it is. */
export const UpdateTeamInput = z.object({
  teamId: TeamId,
  name: TeamName.optional(),
  permission: TeamPermissionKey.optional(),
  /** `1` on, `0` off: a box that is off would not be sent at all. */
  restricted: z.enum(['0', '1']).optional(),
})
export const DeleteTeamInput = z.object({ teamId: TeamId })
/** Undoes what one change ended in a team. */
export const RestoreToTeamInput = z.object({ teamId: TeamId, change: z.uuid() })

const filterFields = {
  q: z.preprocess(one, z.string().trim().max(100).refine(isStorable).optional().catch(undefined)),
}

/** People chosen one by one, by the ids of the persons. */
export const AddTeamMembersInput = z.object({
  teamId: TeamId,
  ids: chosenFields.ids,
  until: EndDate.prefault(''),
})
export const ChangeTeamMemberInput = z.object({ teamId: TeamId, userId: UserId, until: EndDate.prefault('') })
/**
 * Or all who match what was searched for within the team, without those in `except`, and without those who came after `asOf`, when they
 * were looked at.
 */
const chosenOfTeam = {
  teamId: TeamId,
  ...chosenFields,
  ...filterFields,
  asOf: z.preprocess(one, z.iso.datetime({ offset: true }).max(40).optional().catch(undefined)),
}
export const RemoveTeamMembersInput = z.object(chosenOfTeam)
export type ChosenOfTeam = z.output<typeof RemoveTeamMembersInput>

const MAX_PAIRS = 1000
/** Each as `id:permission`, of an app or of a team: what a select beside a box sends. Those without a box are not looked at. */
const Permissions = z.preprocess(
  (value) => {
    const parts = (Array.isArray(value) ? value : [value]).filter((part) => typeof part === 'string')
    return parts.map((part) => part.split(':')).filter((pair) => pair.length === 2 && pair[1] !== '')
  },
  z.array(z.tuple([z.uuid(), TeamPermissionKey])).max(20_000),
)

/**
 * Gives each of these teams each of these apps. The permission is that in `permissions` for the app or the team, else `permission`, else
 * the team's default.
 */
export const AddTeamAppsInput = z
  .object({
    teams: chosenFields.ids,
    apps: chosenFields.ids,
    permissions: Permissions.prefault([]),
    permission: TeamPermissionKey.optional(),
    until: EndDate.prefault(''),
  })
  .refine(({ teams, apps }) => teams.length * apps.length <= MAX_PAIRS, {
    ...says('teams.schemas.tooManyApps', { max: MAX_PAIRS }),
    path: ['apps'],
  })
export type AddTeamAppsInput = z.output<typeof AddTeamAppsInput>

/** What is left out stays as it is; an empty `until` takes the end date away. */
export const ChangeTeamAppInput = z.object({
  teamId: TeamId,
  appId: AppId,
  permission: TeamPermissionKey.optional(),
  until: EndDate.optional(),
})
export const RemoveTeamAppsInput = z.object({ teams: chosenFields.ids, apps: chosenFields.ids })

const pageFields = {
  dir: z.preprocess(one, z.enum(['asc', 'desc']).catch('asc')),
  size: PageSize,
  cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
  /** Without JavaScript: whether the rows have boxes. */
  select: z.preprocess(one, z.literal('1').optional().catch(undefined)),
}
const permissionFilter = z.preprocess(one, z.enum(TEAM_PERMISSION_KEYS).optional().catch(undefined))

/** The addresses of the pages. Whatever does not fit falls back to its default: a bad address shows a list, not an error. */
export const TeamsSearch = z.object({
  ...filterFields,
  ...pageFields,
  permission: permissionFilter,
  sort: z.preprocess(one, z.enum(['name', 'created', 'permission']).catch('name')),
})
export type TeamsSearch = z.output<typeof TeamsSearch>

const inTeam = { team: z.preprocess(one, z.string().max(100).catch('')) }
export const TeamMembersSearch = z.object({ ...inTeam, ...filterFields, ...pageFields })
export type TeamMembersSearch = z.output<typeof TeamMembersSearch>
export const TeamAppsSearch = z.object({ ...inTeam, ...filterFields, ...pageFields })
export type TeamAppsSearch = z.output<typeof TeamAppsSearch>
export const CandidatesSearch = z.object({ ...inTeam, ...filterFields, cursor: pageFields.cursor })
export type CandidatesSearch = z.output<typeof CandidatesSearch>
export const GetTeamInput = z.object({
  ...inTeam,
  tab: z.preprocess(one, z.enum(['members', 'apps']).catch('members')),
})

/** Who of a team is chosen to be taken out, as it stands in the address of the review. */
export const ReviewTeamMembersInput = z.object({
  ...inTeam,
  ...chosenFields,
  ...filterFields,
  asOf: chosenOfTeam.asOf,
})
export type ReviewTeamMembersInput = z.output<typeof ReviewTeamMembersInput>
