import type { FormerHandle } from '@/lib/rename-handle'
import { richWords, words } from '@/messages/words'
import { Card } from '../ui/card'
import { Time } from '../ui/time'
import { UsernameForm } from './username-form'

/** The name in one's address, how to change it, and the former ones that still lead here. */
export function UsernameCard({ username, former }: { username: string; former: FormerHandle[] }) {
  return (
    <Card title={words('profile.username.title')} description={words('profile.username.intro')}>
      <UsernameForm username={username} />
      {former.length > 0 ? (
        <div className="mt-4 text-muted">
          <p>{words('profile.username.former')}</p>
          <ul className="mt-1 grid gap-1">
            {former.map(({ handle, redirectsUntil }) => (
              <li key={handle} className="wrap-anywhere">
                {richWords('profile.username.formerUntil', {
                  name: () => <span className="font-mono text-foreground">{handle}</span>,
                  until: <Time at={redirectsUntil} show="date" />,
                })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  )
}
