import type { OpenShare } from '@/lib/collaborations/mine'
import { scopesBriefly } from '@/lib/permissions/scope-words'
import { richWords, words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { Card } from '../ui/card'
import { Time } from '../ui/time'
import { ShareReply } from './share-matter'

/** The offers that wait for the reader's answer; nothing where there are none. */
export function OpenShares({ account, shares }: { account: string; shares: OpenShare[] }) {
  if (shares.length === 0) return null
  return (
    <Card title={words('collaborations.open.title', { count: shares.length })} className="mb-4">
      <ul className="grid gap-4">
        {shares.map((share) => (
          <li key={share.id} className="flex flex-wrap items-start gap-x-3 gap-y-2">
            <Avatar id={share.id} name={share.app} shape="square" />
            <div className="min-w-0 flex-1 basis-60">
              <p className="wrap-anywhere">
                {richWords('collaborations.open.line', {
                  offererName: share.offererName,
                  app: share.app,
                  owner: share.owner,
                  strong: (text) => <b className="font-medium">{text}</b>,
                })}
              </p>
              <Terms share={share} />
            </div>
            <ShareReply account={account} shareId={share.id} app={share.app} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Terms({ share: { scopes, until, leftOut, held, expiresAt } }: { share: OpenShare }) {
  const says = scopesBriefly(scopes)
  return (
    <p className="text-[13px] text-muted">
      {until
        ? richWords('collaborations.open.termsUntil', { says, until: <Time at={until} show="date" /> })
        : words('collaborations.open.terms', { says })}{' '}
      {leftOut.length > 0 ? (
        <>{words('collaborations.open.leftOut', { scopes: leftOut.slice(0, 8).join(', ') })} </>
      ) : null}
      {held ? <>{words('collaborations.open.replaces', { says: scopesBriefly(held.scopes) })} </> : null}
      {richWords('collaborations.open.answerUntil', { expiresAt: <Time at={expiresAt} show="date" /> })}
    </p>
  )
}
