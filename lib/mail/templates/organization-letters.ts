import 'server-only'
import { words } from '@/messages/words'
import { action, facts, type Letter, text } from '../letter'
import { oneLine, plainName } from '../names'
import type { Addressee } from './account-letters'

interface Happened {
  readonly name: string
  readonly by: string
  readonly at: string
}

/** Tells a member that the organization was deleted; with `restoreUrl` for an Admin, who can bring it back. */
export function organizationDeletedLetter(
  to: Addressee,
  { name, by, at, until }: Happened & { until: string },
  restoreUrl: string | null,
): Letter {
  const organization = plainName(name)
  return {
    subject: oneLine(words('mails.organizationDeleted.subject', { organization: name })),
    preheader: words('mails.organizationDeleted.preheader', { until }),
    heading: words('mails.organizationDeleted.heading', { organization }),
    blocks: [
      text(words('mails.organizationDeleted.hello', { name: plainName(to.firstName) })),
      text(words('mails.organizationDeleted.text', { by: plainName(by), organization })),
      facts([words('mails.organizationDeleted.at'), at], [words('mails.organizationDeleted.until'), until]),
      text(words(restoreUrl ? 'mails.organizationDeleted.admin' : 'mails.organizationDeleted.member')),
      ...(restoreUrl
        ? [action(words('mails.organizationDeleted.action', { organization }), restoreUrl)]
        : []),
    ],
    footnotes: [words('mails.organizationDeleted.why', { organization })],
  }
}

/** Tells a member that the organization is back. */
export function organizationRestoredLetter(to: Addressee, { name, by, at }: Happened, url: string): Letter {
  const organization = plainName(name)
  return {
    subject: oneLine(words('mails.organizationRestored.subject', { organization: name })),
    preheader: words('mails.organizationRestored.preheader'),
    heading: words('mails.organizationRestored.heading', { organization }),
    blocks: [
      text(words('mails.organizationRestored.hello', { name: plainName(to.firstName) })),
      text(words('mails.organizationRestored.text', { by: plainName(by), organization, at })),
      action(words('mails.organizationRestored.action', { organization }), url),
    ],
    footnotes: [words('mails.organizationRestored.why', { organization })],
  }
}
