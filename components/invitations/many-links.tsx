import { Download, ListPlus } from 'lucide-react'
import { pastePath } from '@/lib/invitation-batches/paths'
import type { InvitationsSearch } from '@/lib/invitations/schemas'
import { words } from '@/messages/words'
import { tableHref } from '../data-table/table-url'
import { buttonClass, LinkButton } from '../ui/button'

type ManyLinksProps = { account: string; search: InvitationsSearch; canInvite: boolean }

/** The ways into and out of the list for many: a list to invite from, and all that match as a file. */
export function ManyLinks({ account, search: { q, role, status }, canInvite }: ManyLinksProps) {
  const file = { path: `/${account}/members/invitations/export`, params: { q, role, status } }
  return (
    <>
      {canInvite ? (
        <LinkButton href={pastePath(account)} variant="ghost" icon={<ListPlus aria-hidden="true" />}>
          {words('batches.paste.title')}
        </LinkButton>
      ) : null}
      <a href={tableHref(file, {})} download className={buttonClass({ variant: 'ghost' })}>
        <Download aria-hidden="true" />
        {words('batches.many.export')}
      </a>
    </>
  )
}
