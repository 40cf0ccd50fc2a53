import type { ReactNode } from 'react'
import type { AppLosses } from '@/lib/apps/ending'
import { richWords, words } from '@/messages/words'
import { countWords } from '../organizations/count-words'

type WhatIsLostProps = {
  app: { handle: string; name: string }
  losses: AppLosses
  /** For how long it can be restored. */
  days: number
}

/** What deleting an app means: who loses it, what holds while it can be restored, and what is left afterwards. */
export function WhatIsLost({ app, losses: { teams, people, collaborators }, days }: WhatIsLostProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Lines title={words('apps.delete.lost', { app: app.name })}>
        {words('apps.delete.everyRole')}
        {teams.count > 0
          ? words('apps.delete.teams', {
              count: teams.count,
              shown: countWords(teams),
              people: people.count,
              peopleShown: countWords(people),
            })
          : null}
        {collaborators.count > 0
          ? words('apps.delete.collaborators', {
              count: collaborators.count,
              shown: countWords(collaborators),
            })
          : null}
      </Lines>
      <Lines title={words('apps.delete.days', { days })}>
        {words('apps.delete.closed')}
        {words('apps.delete.kept')}
        {words('apps.delete.restorable')}
        {richWords('apps.delete.idHeld', { id: app.handle, code: (id) => <code>{id}</code> })}
      </Lines>
      <p>{words('apps.delete.purged')}</p>
    </div>
  )
}

function Lines({ title, children }: { title: string; children: ReactNode[] }) {
  return (
    <div className="grid gap-1">
      <p className="font-medium">{title}</p>
      <ul className="list-disc ps-5 text-muted">
        {children
          .filter((line) => line !== null)
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines stand where they stand
            <li key={index}>{line}</li>
          ))}
      </ul>
    </div>
  )
}
