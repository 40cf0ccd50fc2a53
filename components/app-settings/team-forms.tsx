'use client'

import {
  addTeamsToAppAction,
  changeTeamOfAppAction,
  removeTeamOfAppAction,
} from '@/lib/app-settings/team-actions'
import type { TeamOfApp, TeamToAdd } from '@/lib/app-settings/teams'
import { words } from '@/messages/words'
import { PermissionCards } from '../teams/permission-cards'
import { RestrictedTag } from '../teams/restricted-tag'
import { UntilField } from '../teams/until-field'
import { ConfirmForm } from '../ui/confirm-form'
import { Form } from '../ui/form'
import { useField } from '../ui/form-context'
import { Link } from '../ui/link'

type App = { id: string; handle: string; name: string }
type At = { account: string; app: App }

/** What a team may do in the app, and until when. */
export function ChangeTeamForm({ at, team, until }: { at: At; team: TeamOfApp; until: string }) {
  return (
    <Form
      action={changeTeamOfAppAction}
      hidden={{ account: at.account, app: at.app.handle, appId: at.app.id, teamId: team.id }}
      submit={words('settings.general.save')}
      aside={<Cancel at={at} />}
    >
      <PermissionCards legend={words('appSettings.teams.permission')} defaultValue={team.permission} />
      <UntilField defaultValue={until} description={words('teams.until.emptyText')} />
    </Form>
  )
}

/** The question before a team loses the app. */
export function RemoveTeamForm({ at, team }: { at: At; team: TeamOfApp }) {
  return (
    <ConfirmForm
      action={removeTeamOfAppAction}
      hidden={{ account: at.account, app: at.app.handle, apps: at.app.id, teams: team.id }}
      confirm={words('appSettings.teams.removeConfirm', { team: team.name })}
    >
      <p>{words('appSettings.teams.removeText', { team: team.name, app: at.app.name })}</p>
    </ConfirmForm>
  )
}

/** Gives several teams the app at once, with one permission. */
export function AddTeamsForm({ at, teams }: { at: At; teams: TeamToAdd[] }) {
  return (
    <Form
      action={addTeamsToAppAction}
      hidden={{ account: at.account, app: at.app.handle, apps: at.app.id }}
      submit={words('appSettings.teams.addConfirm')}
      aside={<Cancel at={at} />}
    >
      <TeamChoices teams={teams} />
      <PermissionCards
        legend={words('appSettings.teams.permission')}
        defaultValue={teams[0]?.permission ?? 'labeler_worker'}
      />
      <UntilField description={words('teams.until.emptyText')} />
    </Form>
  )
}

function TeamChoices({ teams }: { teams: TeamToAdd[] }) {
  const { id, error, typed, round } = useField('teams')
  const chosen = [typed ?? []].flat()
  return (
    <fieldset id={id} key={round} className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="label mb-1.5">{words('appSettings.teams.choose')}</legend>
      {error ? (
        <p id={`${id}-error`} className="field__error">
          {error}
        </p>
      ) : null}
      <ul className="app-teams">
        {teams.map((team) => (
          <li key={team.id} className="app-teams__choice">
            <label>
              <input type="checkbox" name="teams" value={team.id} defaultChecked={chosen.includes(team.id)} />
              <span className="min-w-0 wrap-anywhere">
                <span className="font-medium">{team.name}</span>{' '}
                <code className="text-muted">{team.handle}</code>
              </span>
              {team.isRestricted ? <RestrictedTag /> : null}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function Cancel({ at }: { at: At }) {
  return (
    <Link
      href={`/${at.account}/apps/${at.app.handle}/settings#teams`}
      className="button button--md button--outline"
    >
      {words('ui.confirmForm.cancel')}
    </Link>
  )
}
