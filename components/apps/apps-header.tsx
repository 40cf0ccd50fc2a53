import type { AppsPlace } from '@/lib/apps/queries'
import { words } from '@/messages/words'
import { countWords } from '../organizations/count-words'
import { buttonClass, LinkButton } from '../ui/button'
import { ArchiveRestore, Star } from '../ui/icons'
import { PageHeader } from '../ui/page-header'
import { Tabs } from '../ui/tabs'
import { NewApp } from './new-app'

type HeaderProps = {
  account: string
  place: Pick<AppsPlace, 'name' | 'kind' | 'total' | 'can'>
  current: 'apps' | 'models' | 'workflows'
}

/** The head of the three lists of an account: its apps, and what stands in them. */
export function AppsHeader({ account, place, current }: HeaderProps) {
  const { name, kind, total, can } = place
  const path = `/${account}/apps`
  const tabs = [
    { label: words('apps.tabs.apps'), href: path, count: countWords(total), isCurrent: current === 'apps' },
    { label: words('apps.tabs.models'), href: `${path}/models`, isCurrent: current === 'models' },
    { label: words('apps.tabs.workflows'), href: `${path}/workflows`, isCurrent: current === 'workflows' },
  ]
  const intro = kind === 'user' ? 'own' : can.seesAll ? 'all' : 'given'
  return (
    <>
      <PageHeader
        title={words('apps.title')}
        action={
          <>
            <LinkButton href={`/${account}/starred`} icon={<Star aria-hidden="true" />}>
              {words('apps.starred.title')}
            </LinkButton>
            {can.restore ? (
              <LinkButton href={`${path}/deleted`} icon={<ArchiveRestore aria-hidden="true" />}>
                {words('apps.deleted.link')}
              </LinkButton>
            ) : null}
            {can.create ? (
              <NewApp
                account={account}
                href={`${path}/new`}
                className={buttonClass({ variant: 'primary' })}
                hasWords
              />
            ) : null}
          </>
        }
      >
        {words(`apps.intro.${intro}`, { account: name })}
      </PageHeader>
      <Tabs label={words('apps.tabs.label')} tabs={tabs} />
    </>
  )
}
