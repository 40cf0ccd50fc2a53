import { richWords, words } from '@/messages/words'
import { Time } from '../ui/time'

/** Until when a grant counts, in a table: called and not rendered, like what the other cells draw. */
export function untilCell(until: Date | string | null) {
  if (!until) return <span className="text-muted">{words('teams.until.none')}</span>
  return (
    <span className="text-warning-soft-foreground font-medium">
      {richWords('teams.until.day', { date: <Time at={until} show="date" /> })}
    </span>
  )
}
