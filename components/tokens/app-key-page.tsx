import type { AppKey } from '@/lib/tokens/app-keys'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { TokenFacts } from './token-facts'
import { RevokeAppKeyForm, RotateAppKeyForm } from './token-forms'
import { usedWords } from './token-page'

/** One key of an app, and what can be done with it. */
export function AppKeyPage({ appKey }: { appKey: AppKey }) {
  const { at, id, name, lastFour, can, owner } = appKey
  const settings = `/${at.account.handle}/apps/${at.app.handle}/settings#keys`
  const of = { account: at.account.handle, app: at.app.handle, id, name }
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={settings}>{words('tokens.keys.back')}</BackLink>
      <PageHeader title={name} />
      <TokenFacts token={appKey} isOwn={false} />
      <Card title={words('tokens.one.rotateTitle')}>
        {can.rotate ? (
          <RotateAppKeyForm {...of} lastFour={lastFour} doneHref={settings} />
        ) : (
          <p className="text-muted">
            {owner.name
              ? words('tokens.keys.notYours', { owner: owner.name })
              : words('tokens.keys.notYoursUnnamed')}
          </p>
        )}
      </Card>
      {can.revoke ? (
        <Card title={words('tokens.one.revokeTitle')}>
          <RevokeAppKeyForm {...of} used={usedWords(appKey)} />
        </Card>
      ) : null}
    </div>
  )
}
