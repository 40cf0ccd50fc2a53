import 'server-only'
import { scopeSummary } from '@/lib/permissions/scope-words'
import { words } from '@/messages/words'
import { action, facts, type Letter, text } from '../letter'
import { oneLine, plainName } from '../names'

export interface ShareFacts {
  readonly offererName: string
  readonly app: string
  readonly owner: string
  readonly email: string
  readonly scopes: readonly string[]
  /** When the access ends that accepting gives; null for good. */
  readonly until: string | null
  readonly expires: string
  /** Whether nobody has an account with that address yet. */
  readonly isNew: boolean
}

/** Says who shares which app of whom, with which scopes and until when; what it opens is a page, and only a signed-in click there accepts. */
export function shareLetter(share: ShareFacts, link: string): Letter {
  const by = plainName(share.offererName)
  const app = plainName(share.app)
  return {
    subject: oneLine(words('mails.appShare.subject', { by: share.offererName, app: share.app })),
    preheader: words('mails.appShare.preheader', { app }),
    heading: words('mails.appShare.heading', { app }),
    blocks: [
      text(words('mails.appShare.text', { by, app, owner: plainName(share.owner) })),
      facts(
        [words('mails.appShare.sharedBy'), by],
        [words('mails.appShare.app'), app],
        [words('mails.appShare.owner'), plainName(share.owner)],
        ...scopeSummary(share.scopes).map(({ label, says }) => [label, says] as const),
        [words('mails.appShare.until'), share.until ?? words('mails.appShare.forGood')],
        [words('mails.appShare.meantFor'), share.email],
        [words('mails.appShare.expires'), share.expires],
      ),
      action(words('mails.appShare.action'), link),
      text(words(share.isNew ? 'mails.appShare.registerFirst' : 'mails.appShare.thePage')),
    ],
    footnotes: [
      words('mails.appShare.unknown', { by, owner: plainName(share.owner) }),
      words('mails.appShare.notForOthers', { email: share.email }),
    ],
  }
}
