import { AppWindow, Boxes, Star, Workflow } from 'lucide-react'
import type { AppsPlace, listApps, listStarredApps } from '@/lib/apps/queries'
import { words } from '@/messages/words'
import { counted } from '../organizations/count-words'
import { BackLink } from '../ui/back-link'
import { buttonClass } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { PageHeader } from '../ui/page-header'
import { packRows } from './app-row'
import { AppsBrowser } from './apps-browser'
import { AppsHeader } from './apps-header'
import { NewApp } from './new-app'

type AppsList = Awaited<ReturnType<typeof listApps>>
type StarredList = Awaited<ReturnType<typeof listStarredApps>>

/** "My Apps": what the viewer was given in the account. */
export function AppsView({ list }: { list: AppsList }) {
  const { account } = list
  return (
    <>
      <AppsHeader
        account={account.handle}
        place={{ ...account, total: list.total, can: list.can }}
        current="apps"
      />
      <AppsBrowser
        label={words('apps.title')}
        path={`/${account.handle}/apps`}
        account={account.handle}
        packedRows={packRows(list.rows)}
        search={list.search}
        previous={list.previous}
        next={list.next}
        total={totalOf(list)}
        empty={
          <NoApps account={account.handle} isOwn={account.kind === 'user'} mayCreate={list.can.create} />
        }
      />
    </>
  )
}

function totalOf({ search, total, matching }: AppsList): string {
  const all = counted(total, 'apps')
  return search.q ? words('table.matchesOf', { matches: counted(matching, 'matches'), all }) : all
}

type NoAppsProps = { account: string; isOwn: boolean; mayCreate: boolean }

function NoApps({ account, isOwn, mayCreate }: NoAppsProps) {
  return (
    <EmptyState
      icon={<AppWindow />}
      title={words(mayCreate ? 'apps.empty.title' : 'apps.empty.titleGiven')}
      action={
        mayCreate ? (
          <NewApp
            account={account}
            href={`/${account}/apps/new`}
            className={buttonClass({ variant: 'secondary' })}
            hasWords
          />
        ) : undefined
      }
    >
      {words(isOwn ? 'apps.empty.textOwn' : mayCreate ? 'apps.empty.text' : 'apps.empty.textGiven')}
    </EmptyState>
  )
}

/** The apps that the viewer has starred and still reaches. */
export function StarredView({ list }: { list: StarredList }) {
  const { account } = list
  return (
    <>
      <BackLink href={`/${account.handle}/apps`}>{words('apps.title')}</BackLink>
      <PageHeader title={words('apps.starred.title')}>
        {words('apps.starred.intro', { account: account.name })}
      </PageHeader>
      <AppsBrowser
        label={words('apps.starred.title')}
        path={`/${account.handle}/starred`}
        account={account.handle}
        packedRows={packRows(list.rows)}
        search={list.search}
        previous={list.previous}
        next={list.next}
        total={undefined}
        empty={
          <EmptyState icon={<Star />} title={words('apps.starred.empty')}>
            {words('apps.starred.emptyHint')}
          </EmptyState>
        }
      />
    </>
  )
}

const COMING = { models: Boxes, workflows: Workflow } as const

/** The lists of models and workflows across apps: what they are for, and that there are none yet. */
export function ComingView({ place, current }: { place: AppsPlace; current: keyof typeof COMING }) {
  const Icon = COMING[current]
  return (
    <>
      <AppsHeader account={place.handle} place={place} current={current} />
      <div className="table-frame">
        <EmptyState icon={<Icon />} title={words(`apps.coming.${current}.title`)}>
          {words(`apps.coming.${current}.text`)}
        </EmptyState>
      </div>
    </>
  )
}
