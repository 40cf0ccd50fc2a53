import { ArrowRight } from 'lucide-react'
import type { OwnAccess } from '@/lib/member-access/queries'
import { words } from '@/messages/words'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { HeldTeams, ReachedApps } from './access-cards'

/** What was given to me here: my apps first, then my teams. */
export function OwnAccessCards({ own: { account, apps, teams, hasMore } }: { own: OwnAccess }) {
  return (
    <>
      <Card title={words('memberAccess.yourApps')} description={words('memberAccess.appsYours')}>
        {apps.length > 0 ? (
          <ReachedApps account={account} apps={apps} />
        ) : (
          <p className="text-muted">{words('memberAccess.appsNoneYours')}</p>
        )}
        {hasMore ? (
          <Link className="text-link mt-3 inline-flex min-h-6 items-center gap-1" href={`/${account}/apps`}>
            {words('memberAccess.more')}
            <ArrowRight aria-hidden="true" className="size-4" />
          </Link>
        ) : null}
      </Card>
      <Card title={words('memberAccess.yourTeams')}>
        <HeldTeams account={account} teams={teams} />
      </Card>
    </>
  )
}
