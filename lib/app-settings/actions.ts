'use server'

import { action } from '@/lib/action'
import { words } from '@/messages/words'
import { changeAppId, changeAppVisibility, changeBaseWorkflow, updateApp, updateAppNotes } from './commands'
import { transferApp } from './transfer'

const saved = () => words('settings.general.saved')
export const updateAppAction = action(updateApp, { says: saved })
export const updateAppNotesAction = action(updateAppNotes, { says: saved })
export const changeAppVisibilityAction = action(changeAppVisibility, { says: saved })
export const changeBaseWorkflowAction = action(changeBaseWorkflow, { says: saved })
export const changeAppIdAction = action(changeAppId, {
  goTo: ({ account, handle }) => `/${account}/apps/${handle}/settings?said=id`,
})
export const transferAppAction = action(transferApp, {
  goTo: ({ account, handle }) => `/${account}/apps/${handle}?said=moved`,
})
