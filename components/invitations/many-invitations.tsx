'use client'

import { RotateCcw, Send, Trash2 } from 'lucide-react'
import type { InvitationRow } from '@/lib/invitations/queries'
import type { BoundedCount } from '@/lib/paging'
import { words } from '@/messages/words'
import type { Selection } from '../data-table/selection'

/** What can be done with several invitations at once. */
export function manyInvitations(
  account: string,
  matching: BoundedCount,
  onAct: Selection<InvitationRow>['onAct'],
): Selection<InvitationRow> {
  return {
    idOf: (row) => (row.can.revoke ? row.id : null),
    nameOf: (row) => row.email,
    kind: 'invitations',
    matching,
    filters: ['q', 'role', 'status'],
    reviewPath: `/${account}/members/invitations/review`,
    actions: [
      { id: 'resend', label: words('batches.many.actions.resend'), icon: <Send aria-hidden="true" /> },
      { id: 'renew', label: words('batches.many.actions.renew'), icon: <RotateCcw aria-hidden="true" /> },
      {
        id: 'revoke',
        label: words('batches.many.actions.revoke'),
        icon: <Trash2 aria-hidden="true" />,
        isDanger: true,
      },
    ],
    onAct,
  }
}
