import type { BatchSummary } from '@/lib/invitation-batches/queries'
import { isMailConfigured } from '@/lib/mail/queries'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { BatchList } from './batch-list'
import { KeptMailNotice } from './kept-mail-notice'
import { PasteForm } from './paste-form'

/** Where many people are invited at once: the first of three steps. */
export function PastePage({ account, batches }: { account: string; batches: BatchSummary[] }) {
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${account}/members/invite`}>{words('batches.paste.few')}</BackLink>
      <PageHeader title={words('batches.paste.title')}>{words('batches.paste.intro')}</PageHeader>
      {isMailConfigured() ? null : <KeptMailNotice />}
      <Card>
        <PasteForm account={account} />
      </Card>
      {batches.length > 0 ? <BatchList account={account} batches={batches} /> : null}
    </div>
  )
}
