'use server'

import { action } from '@/lib/action'
import { addTeamApps, changeTeamApp, removeTeamApps } from '@/lib/teams/app-commands'

/** Back to the settings of the app, whose ID stands in the form. */
const settings =
  (said: string) =>
  (_result: unknown, { account, app }: Record<string, unknown>) =>
    `/${encodeURIComponent(String(account))}/apps/${encodeURIComponent(String(app))}/settings?said=${said}#teams`

export const addTeamsToAppAction = action(addTeamApps, { goTo: settings('teamsAdded') })
export const changeTeamOfAppAction = action(changeTeamApp, { goTo: settings('teamChanged') })
export const removeTeamOfAppAction = action(removeTeamApps, { goTo: settings('teamRemoved') })
