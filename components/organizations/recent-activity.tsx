import { Activity } from 'lucide-react'
import { eventSentence } from '@/lib/audit/event-sentence'
import type { RecentEvent } from '@/lib/audit/queries'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Time } from '../ui/time'

/** What was changed last, by whom. */
export function RecentActivity({ events }: { events: RecentEvent[] }) {
  return (
    <Card
      title={words('organizations.recentActivity.recentActivity')}
      description={words('organizations.recentActivity.theLatestChangesToPeopleAnd')}
    >
      {events.length === 0 ? (
        <EmptyState icon={<Activity />} title={words('organizations.recentActivity.nothingHasHappenedYet')}>
          {words('organizations.recentActivity.invitationsNewMembersAnd')}
        </EmptyState>
      ) : (
        <ol className="grid gap-3">
          {events.map((event) => (
            <li key={event.id} className="flex flex-wrap items-start gap-x-2.5">
              <Avatar id={event.actor.id ?? event.actor.name} name={event.actor.name} size="sm" />
              <p className="min-w-0 flex-1 basis-52 wrap-anywhere">
                <span className="font-medium">{event.actor.name}</span> {eventSentence(event)}
              </p>
              <span className="ps-8 text-[13px] text-muted">
                <Time at={event.occurredAt} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
