import { Clock, Link2, Mail, MailX, RotateCcw, Send, Trash2 } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import type { InvitationRow } from '@/lib/invitations/queries'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { type TableUrl, tableHref } from '../data-table/table-url'
import { RoleTag } from '../members/role-tag'
import { buttonClass } from '../ui/button'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'

export type Deed = 'resend' | 'renew' | 'copyLink' | 'revoke'

type Means = {
  url: TableUrl
  act: (deed: Deed, row: InvitationRow, event: MouseEvent<HTMLAnchorElement>) => void
  warm: () => void
}

/** What a row of the pending invitations shows. Its buttons are links to the panel that does the same without JavaScript. */
export function invitationColumns(means: Means): Column<InvitationRow>[] {
  return [
    {
      id: 'email',
      header: words('invitations.invitationColumns.email'),
      isTitle: true,
      isSortable: true,
      cell: (row) => (
        <span className="inline-block min-w-0 font-medium wrap-anywhere sm:min-w-40">{row.email}</span>
      ),
    },
    {
      id: 'role',
      header: words('invitations.invitationColumns.role'),
      isSortable: true,
      cell: (row) => (
        <span className="invited-as">
          <RoleTag role={row.role} />
          {row.teams.length > 0 ? (
            <span className="invited-as__teams" title={row.teams.join(', ')}>
              {words('teams.invited.joins', { teams: row.teams.join(', ') })}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      id: 'inviter',
      header: words('invitations.invitationColumns.invitedBy'),
      cell: (row) => <span className="row-name">{row.inviterName}</span>,
    },
    {
      id: 'status',
      header: words('invitations.invitationColumns.status'),
      cell: (row) => <Status row={row} />,
    },
    {
      id: 'sent',
      header: words('invitations.invitationColumns.sent'),
      align: 'end',
      isSortable: true,
      cell: (row) => <Time at={row.sentAt} />,
    },
    {
      id: 'expires',
      header: words('invitations.invitationColumns.expires'),
      align: 'end',
      isSortable: true,
      cell: (row) => <Time at={row.expiresAt} />,
    },
    {
      id: 'actions',
      header: words('invitations.invitationColumns.actions'),
      isActions: true,
      cell: (row) => <Actions row={row} {...means} />,
    },
  ]
}

function Status({ row: { isExpired, mail } }: { row: InvitationRow }) {
  if (isExpired)
    return (
      <Tag tone="warning" icon={<Clock aria-hidden="true" />}>
        {words('invitations.invitationColumns.expired')}
      </Tag>
    )
  if (mail === 'failed')
    return (
      <Tag
        tone="danger"
        icon={<MailX aria-hidden="true" />}
        title={words('invitations.invitationColumns.theMailServerRefusedItCopyThe')}
      >
        {words('invitations.invitationColumns.mailFailed')}
      </Tag>
    )
  if (mail === 'kept')
    return (
      <Tag
        icon={<Link2 aria-hidden="true" />}
        title={words('invitations.invitationColumns.mailIsNotSetUpCopyTheLinkAnd')}
      >
        {words('invitations.invitationColumns.linkOnly')}
      </Tag>
    )
  return mail === 'sent' ? (
    <Tag tone="success" icon={<Mail aria-hidden="true" />}>
      {words('invitations.invitationColumns.pending')}
    </Tag>
  ) : (
    <Tag
      icon={<Mail aria-hidden="true" />}
      title={words('invitations.invitationColumns.theMailIsOnItsWayToTheMail')}
    >
      {words('invitations.invitationColumns.mailWaiting')}
    </Tag>
  )
}

function Actions({ row, ...means }: { row: InvitationRow } & Means) {
  const { can, email } = row
  return (
    <span className="row-buttons">
      {can.resend ? (
        <Action
          {...means}
          row={row}
          deed="resend"
          label={words('invitations.invitationColumns.resendTo', { email })}
          icon={<Send aria-hidden="true" />}
        />
      ) : null}
      {can.renew ? (
        <Action
          {...means}
          row={row}
          deed="renew"
          label={words('invitations.invitationColumns.renewFor', { email })}
          icon={<RotateCcw aria-hidden="true" />}
        />
      ) : null}
      {can.copyLink ? (
        <Action
          {...means}
          row={row}
          deed="copyLink"
          label={words('invitations.invitationColumns.copyLinkFor', { email })}
          icon={<Link2 aria-hidden="true" />}
        />
      ) : null}
      {can.revoke ? (
        <Action
          {...means}
          row={row}
          deed="revoke"
          label={words('invitations.invitationColumns.deleteInvitationFor', { email })}
          icon={<Trash2 aria-hidden="true" />}
        />
      ) : null}
    </span>
  )
}

type ActionProps = Means & { row: InvitationRow; deed: Deed; label: string; icon: ReactNode }

function Action({ row, deed, label, icon, url, act, warm }: ActionProps) {
  return (
    <a
      href={tableHref(url, { manage: row.id })}
      className={buttonClass({ variant: 'ghost', size: 'sm', isIconOnly: true })}
      aria-label={label}
      title={label}
      onPointerEnter={deed === 'revoke' ? warm : undefined}
      onFocus={deed === 'revoke' ? warm : undefined}
      onClick={(event) => act(deed, row, event)}
    >
      {icon}
    </a>
  )
}
