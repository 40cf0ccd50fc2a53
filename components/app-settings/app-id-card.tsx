import type { AppSettings } from '@/lib/app-settings/queries'
import { FORMER_HANDLES, REDIRECT_DAYS } from '@/lib/rename-handle'
import { richWords, words } from '@/messages/words'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { Notice } from '../ui/notice'
import { Time } from '../ui/time'
import { AppIdForm } from './settings-forms'
import { WhyNot } from './why-not'

/** The ID of an app, how to change it and what that means, and the former ones that still lead here. */
export function AppIdCard({ settings: { account, handle, formers, can } }: { settings: AppSettings }) {
  return (
    <Card
      title={words('appSettings.id.title')}
      description={words('settings.id.hint')}
      action={<Copyable value={handle} what={words('appOverview.copyWhat')} />}
    >
      {can.editId.may ? (
        <div className="grid gap-4">
          {formers.length > 0 ? <Formers formers={formers} /> : null}
          <Notice title={words('settings.id.whatTitle')}>
            <ul className="list-disc ps-4">
              <li>{words('settings.id.redirects', { days: REDIRECT_DAYS })}</li>
              <li>{words('settings.id.after')}</li>
              <li>{words('appSettings.id.limits', { formers: FORMER_HANDLES })}</li>
            </ul>
          </Notice>
          <AppIdForm at={{ account: account.handle, app: handle }} prefix={`${account.handle}/apps/`} />
        </div>
      ) : (
        <WhyNot why={can.editId.why} />
      )}
    </Card>
  )
}

function Formers({ formers }: Pick<AppSettings, 'formers'>) {
  return (
    <div className="grid gap-1">
      <p className="font-medium">{words('settings.id.formers')}</p>
      <ul className="grid gap-1">
        {formers.map(({ handle, redirectsUntil }) => (
          <li key={handle} className="flex flex-wrap gap-x-2">
            <code className="wrap-anywhere">{handle}</code>
            <span className="text-muted">
              {richWords('settings.id.former', { until: <Time at={redirectsUntil} show="date" /> })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
