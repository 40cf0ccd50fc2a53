'use server'

import { action } from '@/lib/action'
import { words } from '@/messages/words'
import { acceptShare, declineShare } from './answer'
import { leaveApp } from './leave'

export const acceptShareAction = action(acceptShare, {
  goTo: ({ handle, appHandle }) => `/${handle}/apps/${appHandle}`,
})
/** For where one stays on the page and is told. */
export const acceptShareHereAction = action(acceptShare, {
  says: ({ app, leftOut }) =>
    [
      words('collaborations.reply.accepted', { app }),
      ...(leftOut.length > 0
        ? [
            words('collaborations.reply.leftOut', {
              count: leftOut.length,
              scopes: leftOut.slice(0, 8).join(', '),
            }),
          ]
        : []),
    ].join(' '),
})
export const declineShareAction = action(declineShare, {
  says: ({ app }) => words('collaborations.reply.declined', { app }),
})
export const leaveAppAction = action(leaveApp, { goTo: ({ username }) => `/${username}/collaborations` })
