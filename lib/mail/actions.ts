'use server'

import { openAction } from '@/lib/action'
import { words } from '@/messages/words'
import { sendUnsentMails } from './commands'

export const sendUnsentMailsAction = openAction(sendUnsentMails, {
  says: ({ count }) => words('operator.unsentMails.sending', { count }),
})
