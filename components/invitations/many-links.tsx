import { Download, ListPlus } from 'lucide-react'
import { pastePath } from '@/lib/invitation-batches/paths'
import type { InvitationsSearch } from '@/lib/invitations/schemas'
import { words } from '@/messages/words'
import { tableHref } from '../data-table/table-url'
import { buttonClass, LinkButton } from '../ui/button'

type ManyLinksProps = { account: string; search: InvitationsSearch; total: number; canInvite: boolean }

/** The ways out of and into the list for many: all that match as a file, and a list to invite from. */
export function ManyLinks({ account, search: { q, role, status }, total, canInvite }: ManyLinksProps) {
  const file = { path: `/${account}/members/invitations/export`, params: { q, role, status } }
  return (
    <div className="flex flex-wrap gap-2">
      {canInvite ? (
        <LinkButton href={pastePath(account)} size="sm" icon={<ListPlus aria-hidden="true" />}>
          {words('batches.paste.title')}
        </LinkButton>
      ) : null}
      {total > 0 ? (
        <a href={tableHref(file, {})} download className={buttonClass({ size: 'sm' })}>
          <Download aria-hidden="true" />
          {words('batches.many.export')}
        </a>
      ) : null}
    </div>
  )
}
