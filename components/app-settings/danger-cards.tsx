import type { AppSettings, Verdict } from '@/lib/app-settings/queries'
import { APP_RESTORABLE_DAYS } from '@/lib/apps/ending'
import { words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { WhyNot } from './why-not'

/** What takes the app away from those who have it: to another account, or for good. Said to who works on the app at all. */
export function DangerCards({ settings: { account, handle, name, can } }: { settings: AppSettings }) {
  const base = `/${account.handle}/apps/${handle}/settings`
  const isOffered = (verdict: Verdict) => verdict.may || can.editDescription.may
  return (
    <>
      {isOffered(can.transfer) ? (
        <Card
          title={words('appSettings.transfer.title')}
          description={words('appSettings.transfer.hint', { app: name })}
        >
          {can.transfer.may ? (
            <LinkButton href={`${base}/transfer`}>{words('appSettings.transfer.open')}</LinkButton>
          ) : (
            <WhyNot why={can.transfer.why} />
          )}
        </Card>
      ) : null}
      {isOffered(can.delete) ? (
        <Card
          title={words('appSettings.delete.title')}
          description={words('appSettings.delete.hint', { app: name, days: APP_RESTORABLE_DAYS })}
        >
          {can.delete.may ? (
            <LinkButton href={`${base}/delete`} variant="danger-soft">
              {words('appSettings.delete.title')}
            </LinkButton>
          ) : (
            <WhyNot why={can.delete.why} />
          )}
        </Card>
      ) : null}
    </>
  )
}
