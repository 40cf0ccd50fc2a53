import type { Metadata } from 'next'
import { PeopleCard } from '@/components/app-access/people-card'
import { AppOverview } from '@/components/app-overview/app-overview'
import { Notice } from '@/components/ui/notice'
import { findAppPeople } from '@/lib/app-access/queries'
import { loadApp } from '@/lib/app-frame/queries'
import { getAppOverview, listAppEvents } from '@/lib/app-settings/overview'
import { currentCaller } from '@/lib/auth/caller'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

type Props = PageProps<'/[account]/apps/[app]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, app } = await params
  const entered = await loadApp(await currentCaller(), account, app).catch(() => null) // the page itself says what is wrong
  return entered ? { title: entered.app.name } : {}
}

export default async function AppPage({ params, searchParams }: Props) {
  const [{ account, app }, { said }] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps/${app}`, async (caller) => {
    const overview = await getAppOverview(caller, account, app, {})
    const [events, found] = await Promise.all([
      overview.can.viewHistory ? listAppEvents(caller, account, app, {}) : null,
      findAppPeople(caller, account, app, {}),
    ])
    const people = <PeopleCard account={overview.account.handle} app={overview.handle} found={found} />
    return (
      <>
        {said === 'moved' ? (
          <Notice
            tone="success"
            role="status"
            title={words('appSettings.transfer.done', { app: overview.name, account: overview.account.name })}
          />
        ) : null}
        <AppOverview app={overview} events={events} people={people} />
      </>
    )
  })
}
