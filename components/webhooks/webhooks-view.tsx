import { Plus } from 'lucide-react'
import type { WebhookList } from '@/lib/webhooks/queries'
import { words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { WebhooksTable } from './webhooks-table'

/** The webhooks of an organization. `deleted` names the one that was just deleted. */
export function WebhooksView({ list, deleted }: { list: WebhookList; deleted: string | null }) {
  const { account, rows, isFull } = list
  const path = `/${account.handle}/webhooks`
  const add = (
    <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden="true" />}>
      {words('webhooks.list.add')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={words('webhooks.list.title')} action={isFull || rows.length === 0 ? undefined : add}>
        {words('webhooks.list.intro', { organization: account.name })}
      </PageHeader>
      {deleted ? (
        <Notice tone="success" role="status" title={words('webhooks.list.deleted', { webhook: deleted })} />
      ) : null}
      {isFull ? <Notice title={words('webhooks.list.full')} /> : null}
      <WebhooksTable path={path} rows={rows} add={add} />
    </>
  )
}
