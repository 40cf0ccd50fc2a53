'use client'

import { changeTeamAppAction, changeTeamMemberAction, removeTeamAppsAction } from '@/lib/teams/actions'
import type { TeamAppRow } from '@/lib/teams/lists'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'
import { Form } from '../ui/form'
import { PermissionCards } from './permission-cards'
import { UntilField } from './until-field'

type Until = Date | string | null
/** The day of a moment where the reader is, as a date field takes it. */
const dayOf = (until: Until) => {
  if (until === null) return ''
  const moment = new Date(until)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** Until when somebody is in a team. */
export function ChangeMemberForm({ account, teamId, userId, until }: ChangeMemberFormProps) {
  return (
    <Form
      action={changeTeamMemberAction}
      hidden={{ account, teamId, userId }}
      submit={words('teams.edit.save')}
      showsMessage
    >
      <UntilField defaultValue={dayOf(until)} description={words('teams.until.emptyText')} />
    </Form>
  )
}
type ChangeMemberFormProps = { account: string; teamId: string; userId: string; until: Until }

/** What a team may do in an app, and until when. */
export function ChangeAppForm({ account, teamId, app }: ChangeAppFormProps) {
  return (
    <Form
      action={changeTeamAppAction}
      hidden={{ account, teamId, appId: app.appId }}
      submit={words('teams.edit.save')}
      showsMessage
    >
      <PermissionCards legend={words('teams.apps.permission')} defaultValue={app.permission} />
      <UntilField defaultValue={dayOf(app.until)} description={words('teams.until.emptyText')} />
    </Form>
  )
}
type ChangeAppFormProps = { account: string; teamId: string; app: TeamAppRow }

/** The question before a team loses an app. */
export function RemoveAppForm({ team, app }: RemoveAppFormProps) {
  return (
    <ConfirmForm
      action={removeTeamAppsAction}
      hidden={{
        account: team.account,
        teams: team.id,
        apps: app.appId,
        teamHandle: team.handle,
        next: 'team',
      }}
      confirm={words('teams.apps.removeConfirm', { app: app.name })}
      cancelHref={`/${team.account}/teams/${team.handle}/apps`}
    >
      <p>{words('teams.apps.removeText', { app: app.name, team: team.name })}</p>
    </ConfirmForm>
  )
}
type RemoveAppFormProps = {
  team: { id: string; account: string; handle: string; name: string }
  app: TeamAppRow
}
