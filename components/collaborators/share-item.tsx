import type { Share } from '@/lib/collaborators/queries'
import { richWords, words } from '@/messages/words'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import { ScopeTags } from './scope-tags'
import { ResendShareForm, WithdrawShareForm } from './share-forms'

type At = { account: string; app: string }

/** An offer that waits: to whom, with which scopes, by whom, until when, and sending it again or taking it back. */
export function ShareItem({ share, at }: { share: Share; at: At }) {
  const { id, email, scopes, offererName, sentAt, expiresAt, state, mail, until, can } = share
  const sent = <Time at={sentAt} />
  const open = <Time at={expiresAt} show="date" />
  return (
    <li className="collaborator">
      <div className="collaborator__who">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium wrap-anywhere">{email}</span>
          {state === 'pending' ? null : (
            <Tag size="sm" tone="warning">
              {words(`collaborators.shares.state.${state}`)}
            </Tag>
          )}
          {mail === 'failed' || mail === 'kept' ? (
            <Tag size="sm" tone="warning">
              {words(`collaborators.shares.mail.${mail}`)}
            </Tag>
          ) : null}
        </p>
        <ScopeTags scopes={scopes} />
        <p className="text-[13px] text-muted">
          {offererName
            ? richWords('collaborators.shares.sent', { by: offererName, at: sent, until: open })
            : richWords('collaborators.shares.sentOnly', { at: sent, until: open })}
          {until ? (
            <> · {richWords('collaborators.list.until', { until: <Time at={until} show="date" /> })}</>
          ) : null}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {can.resend ? <ResendShareForm at={at} id={id} email={email} /> : null}
        {can.withdraw ? <WithdrawShareForm at={at} id={id} email={email} /> : null}
      </div>
    </li>
  )
}
