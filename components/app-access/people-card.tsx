import { ArrowRight } from 'lucide-react'
import type { findAppPeople } from '@/lib/app-access/queries'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { WayLine } from './way-line'

type PeopleCardProps = { account: string; app: string; found: Awaited<ReturnType<typeof findAppPeople>> }

/** Who works here, on an app's overview: a few of them and by what, and why one sees the app oneself. */
export function PeopleCard({ account, app, found: { people, hasMore, why } }: PeopleCardProps) {
  return (
    <Card title={words(people ? 'appAccess.card' : 'appAccess.cardOwn')} description={why}>
      {people ? (
        <>
          <ul className="grid gap-3">
            {people.map(({ userId, name, picture, ways }) => (
              <li key={userId} className="flex items-start gap-2.5">
                <Avatar id={userId} name={name} picture={picture} size="sm" />
                <div className="min-w-0 wrap-anywhere">
                  <p className="font-medium">{name}</p>
                  <ul className="reach__ways">
                    {ways.slice(0, 1).map((way) => (
                      <WayLine key={way.by} way={way} account={account} />
                    ))}
                  </ul>
                </div>
              </li>
            ))}
          </ul>
          <Link
            className="text-link mt-3 inline-flex min-h-6 items-center gap-1"
            href={`/${account}/apps/${app}/access`}
          >
            {words(hasMore ? 'appAccess.seeEverybody' : 'appAccess.seeWhy')}
            <ArrowRight aria-hidden="true" className="size-4" />
          </Link>
        </>
      ) : null}
    </Card>
  )
}
