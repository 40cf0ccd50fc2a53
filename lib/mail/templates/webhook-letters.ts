import 'server-only'
import { words } from '@/messages/words'
import { action, facts, type Letter, text } from '../letter'
import { oneLine, plainName } from '../names'
import type { Addressee } from './account-letters'

interface Disabled {
  readonly organization: string
  readonly webhook: string
  readonly why: string
  readonly at: string
}

/** Tells an Admin that a webhook was switched off because nothing arrives there. */
export function webhookDisabledLetter(to: Addressee, disabled: Disabled, url: string): Letter {
  const [organization, webhook] = [plainName(disabled.organization), plainName(disabled.webhook)]
  return {
    subject: oneLine(words('mails.webhookDisabled.subject', { organization: disabled.organization })),
    preheader: words('mails.webhookDisabled.preheader'),
    heading: words('mails.webhookDisabled.heading'),
    blocks: [
      text(words('mails.webhookDisabled.hello', { name: plainName(to.firstName) })),
      text(words('mails.webhookDisabled.text', { organization, webhook, why: disabled.why })),
      facts([words('mails.webhookDisabled.at'), disabled.at]),
      text(words('mails.webhookDisabled.next')),
      action(words('mails.webhookDisabled.action'), url),
    ],
    footnotes: [words('mails.webhookDisabled.reason', { organization })],
  }
}
