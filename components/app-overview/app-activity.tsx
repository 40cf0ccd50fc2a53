import type { AppEvent } from '@/lib/app-settings/overview'
import { eventSentence } from '@/lib/audit/event-sentence'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { Card } from '../ui/card'
import { Time } from '../ui/time'

/** What was changed last in an app, by whom. */
export function AppActivity({ events }: { events: AppEvent[] }) {
  return (
    <Card title={words('appOverview.activity')} description={words('appOverview.activityHint')}>
      {events.length === 0 ? (
        <p className="text-muted">{words('appOverview.noActivity')}</p>
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
