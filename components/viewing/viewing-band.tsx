import { Eye } from 'lucide-react'
import { stopViewingAction } from '@/lib/viewing/actions'
import { richWords, words } from '@/messages/words'
import { Button } from '../ui/button'
import { Time } from '../ui/time'
import { ReloadAt } from './reload-at'

type ViewingBandProps = { organization: string; name: string; by: string; until: Date }

/** Stands on every page while an Admin sees an organization as one of its members: who is seen, who looks, until when, and the way out. */
export function ViewingBand({ organization, name, by, until }: ViewingBandProps) {
  return (
    <section className="viewing" aria-label={words('viewing.label')}>
      <Eye aria-hidden="true" className="viewing__icon" />
      <div className="viewing__words">
        <p className="font-medium">{words('viewing.title', { organization, name })}</p>
        <p className="viewing__text">
          {richWords('viewing.text', { by, when: () => <Time at={until} show="moment" /> })}
        </p>
      </div>
      <form action={stopViewingAction}>
        <Button type="submit" size="sm">
          {words('viewing.stop')}
        </Button>
      </form>
      <ReloadAt at={until.toISOString()} />
    </section>
  )
}
