import { Clock, Link2, Mail, MailX, RotateCcw, Send, Trash2 } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import type { InvitationRow } from '@/lib/invitations/queries'
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
      header: 'Email',
      isTitle: true,
      isSortable: true,
      cell: (row) => (
        <span className="inline-block min-w-0 font-medium wrap-anywhere sm:min-w-40">{row.email}</span>
      ),
    },
    { id: 'role', header: 'Role', isSortable: true, cell: (row) => <RoleTag role={row.role} /> },
    {
      id: 'inviter',
      header: 'Invited by',
      cell: (row) => <span className="row-name">{row.inviterName}</span>,
    },
    { id: 'status', header: 'Status', cell: (row) => <Status row={row} /> },
    { id: 'sent', header: 'Sent', align: 'end', isSortable: true, cell: (row) => <Time at={row.sentAt} /> },
    {
      id: 'expires',
      header: 'Expires',
      align: 'end',
      isSortable: true,
      cell: (row) => <Time at={row.expiresAt} />,
    },
    { id: 'actions', header: 'Actions', isActions: true, cell: (row) => <Actions row={row} {...means} /> },
  ]
}

function Status({ row: { isExpired, mail } }: { row: InvitationRow }) {
  if (isExpired)
    return (
      <Tag tone="warning" icon={<Clock aria-hidden="true" />}>
        Expired
      </Tag>
    )
  if (mail === 'failed')
    return (
      <Tag
        tone="danger"
        icon={<MailX aria-hidden="true" />}
        title="The mail server refused it. Copy the link instead."
      >
        Mail failed
      </Tag>
    )
  if (mail === 'kept')
    return (
      <Tag icon={<Link2 aria-hidden="true" />} title="Mail is not set up. Copy the link and hand it over.">
        Link only
      </Tag>
    )
  return mail === 'sent' ? (
    <Tag tone="success" icon={<Mail aria-hidden="true" />}>
      Pending
    </Tag>
  ) : (
    <Tag icon={<Mail aria-hidden="true" />} title="The mail is on its way to the mail server.">
      Mail waiting
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
          label={`Resend to ${email}`}
          icon={<Send aria-hidden="true" />}
        />
      ) : null}
      {can.renew ? (
        <Action
          {...means}
          row={row}
          deed="renew"
          label={`Renew for ${email}`}
          icon={<RotateCcw aria-hidden="true" />}
        />
      ) : null}
      {can.copyLink ? (
        <Action
          {...means}
          row={row}
          deed="copyLink"
          label={`Copy link for ${email}`}
          icon={<Link2 aria-hidden="true" />}
        />
      ) : null}
      {can.revoke ? (
        <Action
          {...means}
          row={row}
          deed="revoke"
          label={`Delete invitation for ${email}`}
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
